package dev.plinth.testkit.storage;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.junit.LocalPlatformExtension;
import dev.plinth.testkit.replay.RawHttp;
import dev.plinth.testkit.replay.Wire;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

/** Each row of the contract's operation tables. */
class OperationTableTest {
    @RegisterExtension
    static final LocalPlatformExtension PLATFORM = LocalPlatformExtension.create();

    private Wire service;
    private Wire nobody;

    @BeforeEach
    void makeBuckets(LocalPlatform platform) {
        service = Wire.of(platform.project());
        nobody = Wire.nobody(platform.project());
        service.post("/bucket", "{\"name\":\"b\"}");
        service.post("/bucket", "{\"name\":\"open\",\"public\":true}");
        service.upload("b/a.txt", "0123456789");
        service.upload("open/a.txt", "open");
    }

    @Nested
    class Buckets {
        @Test
        void createAnswersTheName() {
            assertThat(service.post("/bucket", "{\"id\":\"i\",\"name\":\"n\"}").text())
                    .isEqualTo("{\"name\":\"n\"}");
        }

        @Test
        void getLooksUpById() {
            service.post("/bucket", "{\"id\":\"i\",\"name\":\"n\"}");

            assertThat(Wire.tree(service.get("/bucket/i")).path("name").asText())
                    .isEqualTo("n");
            assertThat(Wire.code(service.get("/bucket/n"))).isEqualTo("NoSuchBucket");
        }

        @Test
        void listSearchesSortsAndPages() {
            JsonNode rows = Wire.tree(service.get("/bucket?search=O&sortColumn=name&sortOrder=desc&limit=1&offset=0"));

            assertThat(rows).extracting(row -> row.path("id").asText()).containsExactly("open");
        }

        @Test
        void updateChangesOnlyWhatIsGiven() {
            RawHttp.Answer updated = service.json("PUT", "/bucket/b", "{\"file_size_limit\":\"1.5kb\"}");

            assertThat(updated.text()).isEqualTo("{\"message\":\"Successfully updated\"}");
            assertThat(Wire.tree(service.get("/bucket/b"))
                            .path("file_size_limit")
                            .asLong())
                    .isEqualTo(1500);
            assertThat(Wire.tree(service.get("/bucket/b")).path("public").asBoolean())
                    .isFalse();
        }

        @Test
        void emptyIsForTheServiceRoleAlone(LocalPlatform platform) {
            assertThat(service.as(platform.anonKey())
                            .send("POST", "/bucket/b/empty", null)
                            .status())
                    .isEqualTo(403);
            assertThat(service.send("POST", "/bucket/b/empty", null).status()).isEqualTo(200);
            assertThat(service.post("/object/list/b", "{\"prefix\":\"\"}").text())
                    .isEqualTo("[]");
        }

        @Test
        void deleteWantsAnEmptyBucket() {
            assertThat(Wire.code(service.delete("/bucket/b"))).isEqualTo("ResourceNotEmpty");
            service.delete("/object/b/a.txt");
            assertThat(service.delete("/bucket/b").text()).isEqualTo("{\"message\":\"Successfully deleted\"}");
        }

        @Test
        void headSaysWhetherThereIsOne() {
            assertThat(service.head("/bucket/b").status()).isEqualTo(200);
            assertThat(service.head("/bucket/none").status()).isEqualTo(400);
        }
    }

    @Nested
    class Uploads {
        @Test
        void postUpsertsOnlyWithTheHeader() {
            String id = Wire.tree(service.upload("b/x", "1")).path("Id").asText();

            assertThat(Wire.code(service.upload("b/x", "2"))).isEqualTo("KeyAlreadyExists");
            assertThat(service.with("x-upsert", "true").upload("b/x", "2").text())
                    .isEqualTo("{\"Key\":\"b/x\",\"Id\":\"" + id + "\"}");
        }

        @Test
        void putAlwaysUpserts() {
            assertThat(service.send("PUT", "/object/b/x", "1").status()).isEqualTo(200);
            assertThat(service.send("PUT", "/object/b/x", "2").status()).isEqualTo(200);
            assertThat(service.get("/object/b/x").text()).isEqualTo("2");
        }

        @Test
        void signedPutGoesByTheTokenAlone() {
            String url = Wire.tree(service.send("POST", "/object/upload/sign/b/s.txt", null))
                    .path("url")
                    .asText();

            assertThat(nobody.send("PUT", url, "signed").text()).isEqualTo("{\"Key\":\"b/s.txt\"}");
            assertThat(Wire.code(nobody.with("x-upsert", "true").send("PUT", url, "again")))
                    .isEqualTo("KeyAlreadyExists");
        }
    }

    @Nested
    class Downloads {
        @Test
        void authenticatedDemandsAToken() {
            assertThat(service.get("/object/authenticated/b/a.txt").text()).isEqualTo("0123456789");
            assertThat(Wire.code(nobody.get("/object/authenticated/b/a.txt"))).isEqualTo("InvalidRequest");
        }

        @Test
        void plainTakesATokenOrAPublicBucket() {
            assertThat(service.get("/object/b/a.txt").status()).isEqualTo(200);
            assertThat(nobody.get("/object/open/a.txt").text()).isEqualTo("open");
            assertThat(Wire.code(nobody.get("/object/b/a.txt"))).isEqualTo("NoSuchBucket");
        }

        @Test
        void publicServesPublicBucketsAlone() {
            assertThat(nobody.get("/object/public/open/a.txt").text()).isEqualTo("open");
            assertThat(Wire.code(service.get("/object/public/b/a.txt"))).isEqualTo("NoSuchBucket");
        }

        @Test
        void signedGoesByTheToken() {
            String url = Wire.tree(service.post("/object/sign/b/a.txt", "{\"expiresIn\":60}"))
                    .path("signedURL")
                    .asText();

            RawHttp.Answer answer = nobody.get(url);

            assertThat(answer.text()).isEqualTo("0123456789");
            assertThat(answer.header("expires")).isNotNull();
            assertThat(answer.header("cache-control")).isNull();
        }

        @Test
        void infoOfAnyOfThem() {
            assertThat(Wire.tree(service.get("/object/info/b/a.txt"))
                            .path("size")
                            .asLong())
                    .isEqualTo(10);
            assertThat(service.get("/object/info/authenticated/b/a.txt").status())
                    .isEqualTo(200);
            assertThat(nobody.get("/object/info/public/open/a.txt").status()).isEqualTo(200);
            assertThat(Wire.code(nobody.get("/object/info/public/b/a.txt"))).isEqualTo("NoSuchBucket");
        }

        @Test
        void rangesAreServedOrRefused() {
            assertThat(service.with("Range", "bytes=-3").get("/object/b/a.txt").text())
                    .isEqualTo("789");
            assertThat(service.with("Range", "bytes=0-1,3-4")
                            .get("/object/b/a.txt")
                            .status())
                    .isEqualTo(416);
        }
    }

    @Nested
    class Lists {
        @Test
        void v1ListsALevel() {
            service.upload("b/dir/x", "1");

            JsonNode rows = Wire.tree(service.post("/object/list/b", "{\"prefix\":\"\"}"));

            assertThat(rows).extracting(row -> row.path("name").asText()).containsExactly("a.txt", "dir");
            assertThat(rows.get(1).path("id").isNull()).isTrue();
        }

        @Test
        void v2PagesByCursorThroughObjectsAndFoldersOfTheSameName() {
            List<String> keys = List.of("p", "p!x", "p-1", "p/1", "p/2", "q/1", "q0");
            service.send("POST", "/bucket/b/empty", null);
            keys.forEach(key -> service.upload("b/" + key, "1"));

            assertThat(pages("asc", true)).containsExactly("p", "p!x", "p-1", "p/", "q/", "q0");
            assertThat(pages("desc", true)).containsExactly("q0", "q/", "p/", "p-1", "p!x", "p");
            assertThat(pages("asc", false)).containsExactlyElementsOf(keys);
        }

        private List<String> pages(String order, boolean delimiter) {
            List<String> names = new ArrayList<>();
            String more = "\"sortBy\":{\"column\":\"name\",\"order\":\"" + order + "\"}";
            while (!more.isEmpty()) {
                JsonNode page = Wire.tree(service.post(
                        "/object/list-v2/b", "{\"limit\":1,\"with_delimiter\":" + delimiter + "," + more + "}"));
                page.path("folders").forEach(row -> names.add(row.path("name").asText()));
                page.path("objects").forEach(row -> names.add(row.path("name").asText()));
                more = page.path("hasNext").asBoolean() ? "\"cursor\":" + page.path("nextCursor") : "";
            }
            return names;
        }
    }

    @Nested
    class MoveCopyDelete {
        @Test
        void moveKeepsTheIdAndChangesTheVersion() {
            JsonNode before = Wire.tree(service.get("/object/info/b/a.txt"));

            service.post("/object/move", "{\"bucketId\":\"b\",\"sourceKey\":\"a.txt\",\"destinationKey\":\"m.txt\"}");

            JsonNode after = Wire.tree(service.get("/object/info/b/m.txt"));
            assertThat(after.path("id")).isEqualTo(before.path("id"));
            assertThat(after.path("version")).isNotEqualTo(before.path("version"));
            assertThat(service.get("/object/b/m.txt").text()).isEqualTo("0123456789");
        }

        @Test
        void copyAnswersTheWholeRow() {
            RawHttp.Answer copy = service.post(
                    "/object/copy", "{\"bucketId\":\"b\",\"sourceKey\":\"a.txt\",\"destinationKey\":\"c.txt\"}");

            assertThat(Wire.tree(copy).fieldNames())
                    .toIterable()
                    .startsWith("Key", "Id", "name", "bucket_id", "owner", "owner_id", "version", "id");
            assertThat(service.get("/object/b/c.txt").text()).isEqualTo("0123456789");
        }

        @Test
        void deleteOneSaysWhetherThereWasOne() {
            assertThat(service.delete("/object/b/a.txt").text()).isEqualTo("{\"message\":\"Successfully deleted\"}");
            assertThat(Wire.code(service.delete("/object/b/a.txt"))).isEqualTo("NoSuchKey");
        }

        @Test
        void deleteManyAnswersTheRowsThatWereThere() {
            JsonNode rows = Wire.tree(service.json("DELETE", "/object/b", "{\"prefixes\":[\"a.txt\",\"none\"]}"));

            assertThat(rows).extracting(row -> row.path("name").asText()).containsExactly("a.txt");
        }
    }

    @Nested
    class SignedUrls {
        @Test
        void manyAreSignedInTheOrderAsked() {
            JsonNode rows =
                    Wire.tree(service.post("/object/sign/b", "{\"expiresIn\":60,\"paths\":[\"none\",\"a.txt\"]}"));

            assertThat(rows.get(0).path("signedURL").isNull()).isTrue();
            assertThat(nobody.get(rows.get(1).path("signedURL").asText()).status())
                    .isEqualTo(200);
        }

        @Test
        void tokensAreScoped() {
            String token = Wire.tree(service.send("POST", "/object/upload/sign/b/a2.txt", null))
                    .path("token")
                    .asText();

            assertThat(Wire.tree(nobody.get("/object/sign/b/a2.txt?token=" + token))
                            .path("message")
                            .asText())
                    .isEqualTo("Token is not scoped for download");
        }
    }

    @Nested
    class OtherRoutes {
        @Test
        void statusVersionAndHealth() {
            assertThat(nobody.get("/status").status()).isEqualTo(200);
            assertThat(nobody.get("/version").header("content-type")).startsWith("text/plain");
            assertThat(service.get("/health").text()).isEqualTo("{\"healthy\":true}");
        }

        @Test
        void aPurgeNeedsACacheToPurge() {
            RawHttp.Answer answer = service.delete("/cdn/b/a.txt");

            assertThat(Wire.code(answer)).isEqualTo("MissingParameter");
            assertThat(Wire.tree(answer).path("message").asText())
                    .isEqualTo("Missing Required Parameter CDN_PURGE_ENDPOINT_URL is not set");
        }

        @Test
        void bucketsNamedLikeRoutesAreMetByOtherMethods() {
            service.post("/bucket", "{\"name\":\"list\"}");

            assertThat(service.post("/object/list/x.txt", "1").text()).contains("body must be object");
            assertThat(service.send("PUT", "/object/list/x.txt", "1").status()).isEqualTo(200);
            assertThat(service.get("/object/authenticated/list/x.txt").text()).isEqualTo("1");
        }

        @Test
        void whatIsOffAnswersAsUnknown() {
            assertThat(service.get("/render/image/public/open/a.png").status()).isEqualTo(404);
            assertThat(service.get("/iceberg/bucket").status()).isEqualTo(404);
            assertThat(service.post("/vector/ListVectorBuckets", "{}").status()).isEqualTo(404);
        }

        @Test
        void headersBeyondSixteenKilobytesAreRefused() {
            RawHttp.Answer answer =
                    service.with("x-metadata", "a".repeat(17_000)).get("/status");

            assertThat(answer.text())
                    .isEqualTo("{\"error\":\"Request Header Fields Too Large\","
                            + "\"message\":\"Exceeded maximum allowed HTTP header size\",\"statusCode\":431}");
        }

        @Test
        void jsonBeyondOneMebibyteIsRefused() {
            RawHttp.Answer answer = service.post("/bucket", "{\"name\":\"" + "a".repeat(1 << 20) + "\"}");

            assertThat(answer.status()).isEqualTo(413);
            assertThat(answer.text())
                    .isEqualTo("{\"statusCode\":\"413\",\"error\":\"FastifyError\","
                            + "\"message\":\"Request body is too large\",\"code\":\"EntityTooLarge\"}");
        }
    }
}
