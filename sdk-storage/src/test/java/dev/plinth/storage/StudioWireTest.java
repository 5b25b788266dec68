package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.UnsupportedByGatewayException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What goes over the wire through a Studio, held against exchanges with a real one. */
class StudioWireTest {

    private Wire wire;

    @BeforeEach
    void open() throws IOException {
        wire = Wire.studio();
    }

    @AfterEach
    void close() {
        wire.close();
    }

    @Test
    @Covers({"POST /bucket", "PUT /bucket/{id}", "GET /bucket/{id}", "POST /bucket/{id}/empty", "DELETE /bucket/{id}"})
    void managesBuckets() {
        wire.plays("studio/patch.limits")
                .plays("studio/patch.nulls")
                .plays("studio/patch.limits_look")
                .plays("studio/empty.ok")
                .plays("studio/delete.ok");
        Buckets buckets = wire.client().buckets();
        buckets.update("b3", p -> p.isPublic(false).fileSizeLimit(2097152).allowedMimeTypes("text/plain"));
        buckets.update("b3", p -> p.isPublic(true).clearFileSizeLimit().clearAllowedMimeTypes());
        assertThat(buckets.get("b3").fileSizeLimit()).contains(2097152L);
        buckets.empty("b1");
        buckets.delete("b1");
        wire.sentAs("studio/patch.limits");
        wire.sentAs("studio/patch.nulls");
        wire.sentAs("studio/patch.limits_look");
        wire.sentAs("studio/empty.ok");
        wire.sentAs("studio/delete.ok");
    }

    @Test
    @Covers("GET /bucket")
    void listsBuckets() {
        wire.plays("studio/list.sortColumn_name.sortOrder_desc");
        wire.client()
                .buckets()
                .list(o -> o.sortBy(BucketSort.NAME).descending())
                .first();
        wire.sentAs("studio/list.sortColumn_name.sortOrder_desc");
    }

    @Test
    @Covers("POST /object/{b}/{k}")
    void uploadsAFormWithItsFieldsBeforeTheFile() {
        wire.answers(200, "{\"Key\":\"docs/a.txt\"}");
        wire.bucket("docs")
                .upload(
                        "a.txt",
                        Content.ofString("hello"),
                        o -> o.verify(IntegrityCheck.NEVER)
                                .upsert(true)
                                .cacheControl(Duration.ofMinutes(1))
                                .metadata(Map.of("k", "v")));
        RecordedRequest sent = wire.sent();
        assertThat(sent.getMethod()).isEqualTo("POST");
        assertThat(sent.getTarget()).isEqualTo("/api/platform/storage/default/object/docs/a.txt");
        assertThat(sent.getHeaders().get("x-upsert")).isEqualTo("true");
        assertThat(sent.getHeaders().get("Cache-Control")).isNull();
        assertThat(Wire.body(sent))
                .containsSubsequence(
                        "name=\"cacheControl\"", "60", "name=\"metadata\"", "{\"k\":\"v\"}", "name=\"file\"")
                .contains("hello");
    }

    @Test
    @Covers({"POST /object/list/{b}", "GET /object/info/authenticated/{b}/{k}"})
    void goesBackToTheOlderList() {
        wire.answers(404, "<html>").plays("studio/list.folder").plays("studio/list.folder");
        assertThat(wire.bucket("docs").list(o -> o.folder("folder")))
                .extracting(ListedObject::key)
                .contains("folder/1.txt");
        assertThat(wire.bucket("docs").getInfo("folder/1.txt").size()).isPresent();
        assertThat(wire.sent().getTarget()).endsWith("/buckets/docs/objects/list-v2");
        wire.sentAs("studio/list.folder");
        wire.sentAs("studio/list.folder");
    }

    @Test
    @Covers("GET /object/authenticated/{b}/{k}")
    void downloads() {
        wire.plays("studio/download.ok").plays("studio/list.folder").plays("studio/download.ok");
        byte[] whole = wire.bucket("docs")
                .download("a.txt", o -> o.verify(IntegrityCheck.ALWAYS))
                .readAllBytes(1000);
        byte[] part = wire.bucket("docs").download("a.txt", o -> o.range(1, 2)).readAllBytes(1000);
        wire.sentAs("studio/download.ok");
        assertThat(wire.sent().getTarget())
                .as("the etag is asked for where the answer has none")
                .endsWith("/objects/list");
        assertThat(part).containsExactly(whole[1], whole[2]);
    }

    @Test
    @Covers({"POST /object/sign/{b}/{k}", "POST /object/sign/{b}"})
    void signs() {
        wire.plays("studio/sign.ok").plays("studio/sign.unknown").plays("studio/multi.some_unknown");
        Bucket bucket = wire.bucket("docs");
        assertThat(bucket.createSignedUrl("a.txt", Duration.ofMinutes(1)).url().toString())
                .startsWith("http://localhost:8000/storage/v1/object/sign/docs/a.txt?token=eyJ");
        assertThatThrownBy(() -> bucket.createSignedUrl("nope.txt", Duration.ofMinutes(1)))
                .isInstanceOf(NotFoundException.class);
        SignedUrls links = bucket.createSignedUrls(List.of("a.txt", "nope.txt"), Duration.ofMinutes(1));
        assertThat(links.signed()).hasSize(1);
        assertThat(links.notSigned()).containsExactly("nope.txt");
        wire.sentAs("studio/sign.ok");
        wire.sentAs("studio/sign.unknown");
        wire.sentAs("studio/multi.some_unknown");
    }

    @Test
    @Covers("GET /object/public/{b}/{k}")
    void asksForPublicAddresses() {
        wire.plays("studio/public.ok");
        assertThat(wire.bucket("pub").publicUrl("logo.svg").toString())
                .isEqualTo("http://localhost:8000/storage/v1/object/public/pub/logo.svg");
        wire.sentAs("studio/public.ok");
    }

    @Test
    @Covers({"POST /object/move", "DELETE /object/{b}/{k}", "DELETE /object/{b}"})
    void movesAndDeletes() {
        wire.plays("studio/move.ok")
                .plays("studio/delete.one")
                .plays("studio/delete.again")
                .plays("studio/delete.many_some_unknown");
        Bucket bucket = wire.bucket("docs");
        bucket.move("b.txt", "moved/b.txt");
        bucket.delete("c2.txt");
        assertThatThrownBy(() -> bucket.delete("c2.txt")).isInstanceOf(NotFoundException.class);
        DeleteResult result = bucket.delete(List.of("c10.txt", "B.txt", "nope.txt"));
        assertThat(result.notDeleted()).containsExactly("nope.txt");
        wire.sentAs("studio/move.ok");
        wire.sentAs("studio/delete.one");
        wire.sentAs("studio/delete.again");
        wire.sentAs("studio/delete.many_some_unknown");
    }

    @Test
    @Covers("POST /object/copy")
    void copiesInTheSpellingOfHostedStudiosWhereTheOtherIsMissing() {
        wire.answers(404, "<html>").answers(201, "{\"path\":\"b.txt\"}");
        assertThat(wire.bucket("docs").copy("a.txt", "b.txt").key()).isEqualTo("b.txt");
        assertThat(wire.sent().getTarget()).isEqualTo("/api/platform/storage/default/object/copy");
        assertThat(wire.sent().getTarget()).isEqualTo("/api/platform/storage/default/buckets/docs/objects/copy");
    }

    @Test
    void neverSendsWhatAStudioWouldCutOff() {
        Bucket bucket = wire.bucket("docs");
        for (String key : List.of("a//b", "/a", "a/")) {
            assertThatThrownBy(() -> bucket.download(key)).isInstanceOf(UnsupportedByGatewayException.class);
        }
        assertThatThrownBy(() -> bucket.upload("a/", Content.ofString("x")))
                .isInstanceOf(UnsupportedByGatewayException.class);
        wire.answers(404, "<html>");
        assertThatThrownBy(() -> bucket.download("a?b")).isInstanceOf(NotFoundException.class);
        assertThat(wire.sent().getTarget()).isEqualTo("/api/platform/storage/default/object/docs/a%3Fb");
    }
}
