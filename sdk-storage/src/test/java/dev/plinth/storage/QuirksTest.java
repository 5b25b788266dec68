package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiException;
import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PayloadTooLargeException;
import dev.plinth.core.PlinthException;
import dev.plinth.storage.internal.api.StorageErrors;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** The server's quirks that concern a client, one test each, by their numbers in the contract's list. */
class QuirksTest {

    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void quirk01_the400IsReadForWhatTheBodySays() {
        direct(wire -> {
            wire.plays("buckets/get.missing");
            assertThatThrownBy(() -> wire.client().buckets().get("nope"))
                    .isInstanceOfSatisfying(
                            NotFoundException.class, e -> assertThat(e.status()).isEqualTo(404));
        });
    }

    @Test
    void quirk02_allThreeCodesForAlreadyExistsAreConflicts() {
        for (String code : List.of("BucketAlreadyExists", "KeyAlreadyExists", "ResourceAlreadyExists")) {
            direct(wire -> {
                wire.answers(
                        400,
                        "{\"statusCode\":\"409\",\"error\":\"Duplicate\",\"message\":\"m\",\"code\":\"" + code + "\"}");
                assertThatThrownBy(() -> wire.client().buckets().create("b"))
                        .isInstanceOfSatisfying(ConflictException.class, e -> {
                            assertThat(e.code().value()).isEqualTo(code);
                            assertThat(e.hint()).isPresent();
                        });
            });
        }
    }

    @Test
    void quirk03_existenceIsNotAskedByHead() {
        direct(wire -> {
            wire.plays("objects_read/info.missing")
                    .plays("objects_upload/err.rls_anon")
                    .plays("buckets/get.missing");
            assertThat(wire.bucket("up").exists("nope")).isFalse();
            assertThatThrownBy(() -> wire.bucket("up").exists("a")).isInstanceOf(ApiException.class);
            assertThatThrownBy(() -> wire.bucket("up").exists("a")).isInstanceOf(NotFoundException.class);
            assertThat(wire.sent().getMethod()).isEqualTo("GET");
        });
    }

    @Test
    void quirk04_notFoundSaysThatItMayBeHiddenOnly() {
        direct(wire -> {
            wire.plays("buckets/get.missing").plays("objects_read/get.missing_object");
            assertThatThrownBy(() -> wire.client().buckets().get("b"))
                    .hasMessageContaining("whether this credential may see it");
            assertThatThrownBy(() -> wire.bucket("b").download("k")).hasMessageContaining("policies");
        });
    }

    @Test
    void quirk05_anEmptyOwnerIsNone() {
        direct(wire -> {
            wire.plays("buckets/get.full");
            assertThat(wire.client().buckets().get("b2").owner()).isEmpty();
        });
    }

    @Test
    void quirk06_bucketListsAreAlwaysSorted() {
        direct(wire -> {
            wire.answers(200, "[]");
            assertThat(wire.client().buckets().list()).isEmpty();
            assertThat(wire.sent().getTarget()).contains("sortColumn=id").contains("sortOrder=asc");
        });
    }

    @Test
    void quirk07_addressesGetTheirPrefixAndAreEncodedOnce() {
        direct(wire -> {
            wire.answers(200, "{\"signedURL\":\"/object/sign/up/a b+&=@:;,$.txt?token=t.o.k\"}")
                    .answers(
                            200,
                            "[{\"error\":null,\"path\":\"q?m\",\"signedURL\":\"/object/sign/up/q?m?token=t.o.k\"}]");
            String url = wire.bucket("up")
                    .createSignedUrl("a b+&=@:;,$.txt", MINUTE)
                    .url()
                    .toString();
            String question =
                    wire.bucket("up").createSignedUrl("q?m", MINUTE).url().toString();
            assertThat(wire.sent().getTarget()).isEqualTo("/storage/v1/object/sign/up/a%20b+&=@:;,$.txt");
            assertThat(wire.sent().getTarget()).isEqualTo("/storage/v1/object/sign/up");
            assertThat(url)
                    .isEqualTo(wire.url() + "/storage/v1/object/sign/up/a%20b%2B%26%3D%40%3A%3B%2C%24.txt?token=t.o.k");
            assertThat(question).isEqualTo(wire.url() + "/storage/v1/object/sign/up/q%3Fm?token=t.o.k");
        });
    }

    @Test
    void quirk08_theCacheTimeIsWrittenAsTheChannelWantsIt() {
        direct(wire -> {
            wire.answers(200, "{}").answers(200, "{}");
            Bucket bucket = wire.bucket("up");
            bucket.upload(
                    "a",
                    Content.ofString("a"),
                    o -> o.verify(IntegrityCheck.NEVER).cacheControl(MINUTE));
            bucket.upload(
                    "b",
                    Content.ofStream(InputStream.nullInputStream()),
                    o -> o.verify(IntegrityCheck.NEVER).cacheControl(MINUTE));
            assertThat(wire.sent().getHeaders().get("Cache-Control")).isEqualTo("max-age=60");
            RecordedRequest form = wire.sent();
            assertThat(form.getHeaders().get("Cache-Control")).isNull();
            assertThat(Wire.body(form)).contains("name=\"cacheControl\"\r\n\r\n60\r\n");
        });
    }

    @Test
    void quirk09_metadataAreWrittenAsTheChannelWantsThem() {
        direct(wire -> {
            wire.answers(200, "{}").answers(200, "{}");
            Bucket bucket = wire.bucket("up");
            Map<String, String> metadata = Map.of("k", "v");
            bucket.upload(
                    "a",
                    Content.ofString("a"),
                    o -> o.verify(IntegrityCheck.NEVER).metadata(metadata));
            bucket.upload(
                    "b",
                    Content.ofStream(InputStream.nullInputStream()),
                    o -> o.verify(IntegrityCheck.NEVER).metadata(metadata));
            assertThat(wire.sent().getHeaders().get("x-metadata")).isEqualTo("eyJrIjoidiJ9");
            assertThat(Wire.body(wire.sent())).contains("name=\"metadata\"\r\n\r\n{\"k\":\"v\"}\r\n");
        });
    }

    @Test
    void quirk10_noContentTypeWithoutABody() {
        direct(wire -> {
            wire.answers(200, "{}").answers(200, "{}").answers(200, "{\"token\":\"t\"}");
            wire.client().buckets().empty("b");
            wire.bucket("b").delete("k");
            wire.bucket("b").createSignedUploadUrl("k", false);
            for (int i = 0; i < 3; i++) {
                assertThat(wire.sent().getHeaders().get("Content-Type")).isNull();
            }
        });
    }

    @Test
    void quirk11_a304NeedsNoHeaders() {
        direct(wire -> {
            wire.answers(304, "");
            assertThat(wire.bucket("b").downloadIfChanged("k", "\"tag\"")).isEmpty();
        });
    }

    @Test
    void quirk14_keysAreCheckedBeforeSending() {
        direct(wire -> {
            for (String key : List.of("é", "a#b", "a%b", "a\tb", "", ".", "a/../b")) {
                assertThatThrownBy(() -> wire.bucket("b").download(key)).isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(wire.requests()).isZero();
        });
    }

    @Test
    void quirk15_aDescendingLevelIsRefused() {
        direct(wire -> {
            assertThatThrownBy(() -> wire.bucket("b").list(ListOptions::descending))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("omits folders");
            wire.answers(200, "{\"hasNext\":false,\"folders\":[],\"objects\":[{\"name\":\"b\"},{\"name\":\"a\"}]}");
            assertThat(ListingTest.keys(wire.bucket("b"), o -> o.recursive(true).descending()))
                    .containsExactly("b", "a");
            assertThat(Wire.json(Wire.body(wire.sent()))
                            .path("sortBy")
                            .path("order")
                            .asText())
                    .isEqualTo("desc");
        });
    }

    @Test
    void quirk16_aStreamOfUnknownLengthIsHeldToTheLimitToo() {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket(o -> o.fileSizeLimit(10));

            assertThatThrownBy(() -> bucket.upload("a", Content.ofStream(new ByteArrayInputStream(new byte[11]))))
                    .isInstanceOf(PayloadTooLargeException.class);
            assertThat(bucket.exists("a")).isFalse();
        }
    }

    @Test
    void quirk17_aLargeBodyThatIsRefusedIsNotSent() {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket(o -> o.fileSizeLimit(10));
            long[] sent = {0};

            assertThatThrownBy(() -> bucket.upload(
                            "a",
                            Content.ofBytes(new byte[20_000_000]),
                            o -> o.onProgress(p -> sent[0] = p.transferred())))
                    .isInstanceOf(PayloadTooLargeException.class);
            assertThat(sent[0]).isZero();
        }
    }

    @Test
    void reservedNamesOfBucketsMeetNoOtherRoute() {
        direct(wire -> {
            for (String id : List.of("list", "list-v2", "sign", "upload")) {
                assertThatThrownBy(() -> wire.bucket(id).upload("a", Content.ofString("a")))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThat(wire.requests()).isZero();
        });
    }

    @Test
    void aDeleteWhoseBodyWasDroppedIsAnErrorThatSaysSo() {
        direct(wire -> {
            wire.plays("objects_move_copy_delete/deletemany.no_body")
                    .answers(200, "{\"message\":\"ok\"}")
                    .answers(200, "");
            Bucket bucket = wire.bucket("mc");
            assertThatThrownBy(() -> bucket.delete(List.of("a")))
                    .isInstanceOf(ApiException.class)
                    .hasMessageContaining("drops the bodies");
            assertThatThrownBy(() -> bucket.delete(List.of("a"))).isInstanceOf(PlinthException.class);
            assertThatThrownBy(() -> bucket.delete(List.of("a"))).isInstanceOf(PlinthException.class);
        });
    }

    @Test
    void everyCodeOfTheServerIsInTheCatalogue() {
        assertThat(StorageErrors.TABLE.entries()).hasSize(58).allSatisfy(entry -> {
            assertThat(entry.statuses()).matches("[45]\\d\\d");
            assertThat(entry.meaning()).isNotBlank().doesNotEndWith(".");
            assertThat(entry.advice()).isNotBlank().doesNotEndWith(".");
        });
    }

    /** Runs a test against recorded answers. */
    private static void direct(java.util.function.Consumer<Wire> test) {
        try (Wire wire = Wire.direct()) {
            test.accept(wire);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
