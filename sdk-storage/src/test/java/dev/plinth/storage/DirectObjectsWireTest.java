package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AuthenticationException;
import dev.plinth.core.ConflictException;
import dev.plinth.core.Content;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PayloadTooLargeException;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** What goes over the wire for objects, straight to a project, held against exchanges with the real server. */
class DirectObjectsWireTest extends DirectWireTestCase {

    @Test
    @Covers("POST /object/{b}/{k}")
    void uploads() {
        wire.plays("objects_upload/post.raw").plays("objects_upload/post.raw.xmetadata");
        Map<String, Object> metadata = new LinkedHashMap<>();
        metadata.put("k", "v");
        metadata.put("n", 1);
        StoredObject stored = wire.bucket("up")
                .upload(
                        "a/hello.txt",
                        Content.ofString("hello world"),
                        o -> o.verify(IntegrityCheck.NEVER)
                                .contentType("text/plain;charset=UTF-8")
                                .cacheControl(Duration.ofHours(1)));
        wire.bucket("up")
                .upload(
                        "meta.txt",
                        Content.ofString("m"),
                        o -> o.verify(IntegrityCheck.NEVER).metadata(metadata));

        wire.sentAs("objects_upload/post.raw");
        assertThat(stored.id()).contains("65a37cb2-d86a-4536-b4dc-b753f1217915");
        assertThat(wire.sent().getHeaders().get("x-metadata"))
                .isEqualTo(java.util.Base64.getEncoder()
                        .encodeToString("{\"k\":\"v\",\"n\":1}".getBytes(java.nio.charset.StandardCharsets.UTF_8)));
    }

    @Test
    @Covers("PUT /object/{b}/{k}")
    void replaces() {
        wire.plays("objects_upload/put.raw.existing");
        wire.bucket("up")
                .upload(
                        "a/hello.txt",
                        Content.ofString("put!"),
                        o -> o.verify(IntegrityCheck.NEVER).upsert(true).cacheControl(Duration.ofMinutes(1)));
        wire.sentAs("objects_upload/put.raw.existing");
    }

    @Test
    void typesWhatUploadsFailWith() {
        wire.plays("objects_upload/limit.raw.over")
                .plays("objects_upload/mime.denied")
                .plays("objects_upload/err.missing_bucket")
                .plays("objects_upload/err.rls_anon")
                .plays("objects_upload/err.expired_jwt");
        Bucket bucket = wire.bucket("up");
        Content content = Content.ofString("x");
        assertThatThrownBy(() -> bucket.upload("a", content)).isInstanceOf(PayloadTooLargeException.class);
        assertThatThrownBy(() -> bucket.upload("a", content))
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageContaining("InvalidMimeType");
        assertThatThrownBy(() -> bucket.upload("a", content)).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bucket.upload("a", content)).isInstanceOf(PermissionDeniedException.class);
        assertThatThrownBy(() -> bucket.upload("a", content)).isInstanceOf(AuthenticationException.class);
    }

    @Test
    void saysWhatIsThereOnAConflict() {
        wire.plays("objects_upload/post.raw.duplicate").plays("objects_read/info.authenticated");
        assertThatThrownBy(() -> wire.bucket("up").upload("priv.txt", Content.ofString("again")))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("10 bytes")
                .hasMessageContaining("upsert(true)");
    }

    @Test
    @Covers("GET /object/authenticated/{b}/{k}")
    void downloads() {
        wire.plays("objects_read/get.authenticated")
                .plays("objects_read/get.range.0_3")
                .plays("objects_read/get.range.past")
                .plays("objects_read/get.missing_object");
        Bucket bucket = wire.bucket("up");
        Download whole = bucket.download("priv.txt");
        assertThat(whole.etag()).contains("\"781e5e245d69b566979b86e28d23f2c7\"");
        assertThat(whole.lastModified()).isPresent();
        assertThat(whole.readAllBytes(100)).asString().isEqualTo("0123456789");
        assertThat(bucket.download("priv.txt", o -> o.range(0, 4)).readAllBytes(9))
                .asString()
                .isEqualTo("0123");
        assertThatThrownBy(() -> bucket.download("priv.txt", o -> o.range(10, 2)))
                .isInstanceOf(InvalidRequestException.class);
        assertThatThrownBy(() -> bucket.download("nope.txt")).isInstanceOf(NotFoundException.class);
        wire.sentAs("objects_read/get.authenticated");
        wire.sentAs("objects_read/get.range.0_3");
        wire.sentAs("objects_read/get.range.past");
    }

    @Test
    void downloadsUnderAConditionAndTakes304() {
        wire.plays("objects_read/get.inm.match")
                .plays("objects_read/get.ims.future")
                .plays("objects_read/get.authenticated");
        Bucket bucket = wire.bucket("up");
        assertThat(bucket.downloadIfChanged("priv.txt", "781e5e245d69b566979b86e28d23f2c7"))
                .isEmpty();
        assertThat(bucket.downloadIfChanged("priv.txt", Instant.parse("2037-11-21T19:15:21Z")))
                .isEmpty();
        assertThat(bucket.downloadIfChanged("priv.txt", "other").orElseThrow().readAllBytes(10))
                .hasSize(10);
        wire.sentAs("objects_read/get.inm.match");
        wire.sentAs("objects_read/get.ims.future");
    }

    @Test
    @Covers({"GET /object/info/authenticated/{b}/{k}", "HEAD /object/{b}/{k}"})
    void describesObjects() {
        wire.plays("objects_read/info.authenticated").plays("objects_read/info.missing");
        ObjectInfo info = wire.bucket("up").getInfo("priv.txt");
        wire.sentAs("objects_read/info.authenticated");
        assertThat(info.size()).hasValue(10);
        assertThat(info.etag()).contains("\"781e5e245d69b566979b86e28d23f2c7\"");
        assertThat(wire.bucket("up").exists("nope.txt")).isFalse();
        assertThat(wire.sent().getMethod()).isEqualTo("GET");
    }

    @Test
    @Covers("POST /object/list/{b}")
    void searches() {
        wire.plays("objects_list/v1.search").plays("objects_list/v1.accessed");
        assertThat(wire.bucket("ls").list(o -> o.search("b")))
                .extracting(ListedObject::key)
                .contains("b.txt");
        assertThat(wire.bucket("ls").list(o -> o.sortBy(ObjectSort.LAST_ACCESSED_AT)))
                .filteredOn(ListedObject::isFolder)
                .extracting(ListedObject::key)
                .contains("Folder2/");
        wire.sentAs("objects_list/v1.search");
        wire.sentAs("objects_list/v1.accessed");
    }

    @Test
    @Covers("POST /object/list-v2/{b}")
    void listsByCursor() {
        wire.plays("objects_list_v2/limit3")
                .plays("objects_list_v2/limit3.page2")
                .plays("objects_list_v2/prefix_delim");
        assertThat(wire.bucket("ls").list(o -> o.recursive(true).pageSize(3)).stream()
                        .limit(6))
                .extracting(ListedObject::key)
                .hasSize(6)
                .isSorted();
        assertThat(wire.bucket("ls").list(o -> o.folder("folder")))
                .extracting(ListedObject::key)
                .contains("folder/sub/");
        wire.sentAs("objects_list_v2/limit3");
        wire.sentAs("objects_list_v2/limit3.page2");
        wire.sentAs("objects_list_v2/prefix_delim");
    }

    @Test
    @Covers("POST /object/move")
    void moves() {
        wire.plays("objects_move_copy_delete/move.ok").plays("objects_move_copy_delete/move.existing_dest");
        wire.bucket("mc").move("m1.txt", "moved/m1.txt");
        assertThatThrownBy(() -> wire.bucket("mc").move("m2.txt", "c1.txt"))
                .isInstanceOf(ConflictException.class)
                .hasMessageContaining("a move never replaces");
        wire.sentAs("objects_move_copy_delete/move.ok");
        wire.sentAs("objects_move_copy_delete/move.existing_dest");
    }

    @Test
    @Covers("POST /object/copy")
    void copies() {
        wire.plays("objects_move_copy_delete/copy.ok").plays("objects_move_copy_delete/copy.new_metadata");
        StoredObject copy = wire.bucket("mc").copy("c1.txt", "copied/c1.txt");
        wire.bucket("mc")
                .copy(
                        "c1.txt",
                        "copied/newmeta.txt",
                        o -> o.metadata(Map.of("z", "9"))
                                .cacheControl(Duration.ofSeconds(5))
                                .contentType("image/png"));
        wire.sentAs("objects_move_copy_delete/copy.ok");
        wire.sentAs("objects_move_copy_delete/copy.new_metadata");
        assertThat(copy.id()).contains("4f7c3d4a-85e3-4e80-a49c-f53d8499e96a");
        assertThat(copy.etag()).isPresent();
    }

    @Test
    void keepsWhatWasSaidOfTheOriginalWhenTheCopyGetsAnotherType() {
        wire.answers(200, "{\"name\":\"a\",\"metadata\":{\"k\":\"v\"}}").answers(200, "{\"Key\":\"mc/b\"}");
        wire.bucket("mc").copy("a", "b", o -> o.contentType("image/png"));
        wire.sent();
        RecordedRequest copy = wire.sent();
        assertThat(copy.getHeaders().get("x-metadata")).isEqualTo("eyJrIjoidiJ9");
        assertThat(Wire.json(Wire.body(copy)).path("copyMetadata").asBoolean(true))
                .isFalse();
    }

    @Test
    @Covers({"DELETE /object/{b}/{k}", "DELETE /object/{b}"})
    void deletes() {
        wire.plays("objects_move_copy_delete/delete.one")
                .plays("objects_move_copy_delete/delete.one_again")
                .plays("objects_move_copy_delete/delete.auth_visible_not_deletable")
                .plays("objects_move_copy_delete/deletemany.ok");
        Bucket bucket = wire.bucket("mc");
        bucket.delete("d1.txt");
        assertThatThrownBy(() -> bucket.delete("d1.txt")).isInstanceOf(NotFoundException.class);
        assertThatThrownBy(() -> bucket.delete("d1.txt")).isInstanceOf(PermissionDeniedException.class);
        DeleteResult result = bucket.delete(List.of("d2.txt", "nope.txt", "d3.txt"));
        assertThat(result.deleted()).containsExactly("d2.txt", "d3.txt");
        assertThat(result.notDeleted()).containsExactly("nope.txt");
        assertThat(wire.sentAs("objects_move_copy_delete/delete.one")
                        .getHeaders()
                        .get("Content-Type"))
                .isNull();
        wire.sent();
        wire.sent();
        wire.sentAs("objects_move_copy_delete/deletemany.ok");
    }

    @Test
    @Covers({"POST /object/sign/{b}/{k}", "GET /object/sign/{b}/{k}?token"})
    void signs() {
        wire.plays("signed_urls/sign.ok")
                .plays("signed_urls/sign.space_key.sign")
                .plays("image_transform/sign.transform");
        SignedUrl link = wire.bucket("up").createSignedUrl("priv.txt", Duration.ofMinutes(1));
        SignedUrl spaced = wire.bucket("up").createSignedUrl("dir with space/f (1).txt", Duration.ofMinutes(1));
        SignedUrl image = wire.bucket("up")
                .createSignedUrl(
                        "img.png",
                        Duration.ofMinutes(1),
                        o -> o.transform(t -> t.width(100)
                                .height(50)
                                .resize(ImageTransform.Resize.CONTAIN)
                                .quality(75)
                                .format("origin")));
        wire.sentAs("signed_urls/sign.ok");
        wire.sentAs("signed_urls/sign.space_key.sign");
        wire.sentAs("image_transform/sign.transform");
        assertThat(link.url().toString()).startsWith(wire.url() + "/storage/v1/object/sign/up/priv.txt?token=eyJ");
        assertThat(spaced.url().getRawPath()).endsWith("/up/dir%20with%20space/f%20%281%29.txt");
        assertThat(link.expiresAt()).contains(Instant.ofEpochSecond(1795288662));
        assertThat(image.url().getPath()).contains("/render/image/sign/up/img.png");
    }

    @Test
    @Covers("POST /object/sign/{b}")
    void signsMany() {
        wire.plays("signed_urls/signmany.ok");
        SignedUrls links = wire.bucket("up")
                .createSignedUrls(
                        List.of("priv.txt", "nope.txt", "a/hello.txt", "dir with space/f (1).txt"),
                        Duration.ofMinutes(1));
        wire.sentAs("signed_urls/signmany.ok");
        assertThat(links.signed())
                .extracting(SignedUrl::key)
                .containsExactly("priv.txt", "a/hello.txt", "dir with space/f (1).txt");
        assertThat(links.notSigned()).containsExactly("nope.txt");
    }

    @Test
    @Covers({"POST /object/upload/sign/{b}/{k}", "PUT /object/upload/sign/{b}/{k}?token"})
    void signsUploadsAndUsesThem() {
        wire.plays("signed_urls/upsign.ok").plays("signed_urls/upsign.put_raw");
        SignedUploadUrl grant = wire.bucket("up").createSignedUploadUrl("signed/new.txt", false);
        Secret token = grant.token();
        wire.bucket("up").uploadToSignedUrl("signed/new.txt", token, Content.ofString("signed upload"), o -> {});
        wire.sentAs("signed_urls/upsign.ok");
        RecordedRequest put = wire.sentAs("signed_urls/upsign.put_raw");
        assertThat(put.getHeaders().get("Authorization")).isNull();
    }

    @Test
    @Covers("GET /render/image/authenticated/{b}/{k}")
    void bringsChangedImages() {
        wire.plays("image_transform/auth.ok");
        assertThat(wire.bucket("up")
                        .download("img.png", o -> o.transform(t -> t.width(100)))
                        .readAllBytes(10_000))
                .asString()
                .startsWith("IMGPROXY");
        wire.sentAs("image_transform/auth.ok");
    }

    @Test
    @Covers("GET /object/public/{b}/{k}")
    void makesPublicAddressesWithoutAsking() {
        assertThat(wire.bucket("pub").publicUrl("a b/ü.txt".replace("ü", "u")).toString())
                .isEqualTo(wire.url() + "/storage/v1/object/public/pub/a%20b/u.txt");
        assertThat(wire.requests()).isZero();
    }

    @Test
    @Covers({"GET /health", "GET /version", "DELETE /cdn", "DELETE /cdn/{b}", "DELETE /cdn/{b}/{k}"})
    void asksTheServerItself() {
        wire.plays("buckets/health")
                .plays("buckets/version")
                .plays("buckets/cdn.object")
                .plays("buckets/cdn.bucket");
        assertThat(wire.client().checkHealth()).isTrue();
        assertThat(wire.client().getVersion()).isEqualTo("1.11.2-local");
        assertThatThrownBy(() -> wire.client().cache().purgeObject("b1", "x")).hasMessageContaining("MissingParameter");
        assertThatThrownBy(() -> wire.client().cache().purgeBucket("b1"))
                .hasMessageContaining("CDN_PURGE_ENDPOINT_URL");
        wire.answers(200, "{\"message\":\"success\"}");
        wire.client().cache().purgeImages();
        wire.sentAs("buckets/health");
        wire.sentAs("buckets/version");
        wire.sentAs("buckets/cdn.object");
        wire.sentAs("buckets/cdn.bucket");
        assertThat(wire.sent().getTarget()).isEqualTo("/storage/v1/cdn?transformations=true");
    }
}
