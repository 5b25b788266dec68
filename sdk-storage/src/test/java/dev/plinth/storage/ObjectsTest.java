package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.Progress;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.tests.stack.EveryWay;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.io.TempDir;

class ObjectsTest {

    @TempDir
    Path folder;

    @EveryWay
    @Covers({"POST /object/{b}/{k}", "GET /object/authenticated/{b}/{k}"})
    void bringsBackWhatWasStored(Connection connection) throws IOException {
        Path source = Files.writeString(folder.resolve("source.txt"), "from a file");
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();

            bucket.upload("file", source);
            bucket.upload("bytes", Content.ofBytes(new byte[] {1, 2, 3}));
            bucket.upload("text", Content.ofString("text"));
            bucket.upload("known", Content.ofStream(stream("known"), 5));
            bucket.upload("unknown", Content.ofStream(stream("unknown")));
            bucket.upload("empty", Content.ofBytes(new byte[0]));

            assertThat(bucket.download("file").readAllBytes(100)).asString().isEqualTo("from a file");
            assertThat(bucket.download("bytes").readAllBytes(100)).containsExactly(1, 2, 3);
            assertThat(bucket.download("text").readAllBytes(100)).asString().isEqualTo("text");
            assertThat(bucket.download("known").readAllBytes(100)).asString().isEqualTo("known");
            assertThat(bucket.download("unknown").readAllBytes(100)).asString().isEqualTo("unknown");
            assertThat(bucket.download("empty").readAllBytes(100)).isEmpty();
        }
    }

    @EveryWay
    @Covers("PUT /object/{b}/{k}")
    void replacesOnlyWhenTold(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a.txt", Content.ofString("first"));

            assertThatThrownBy(() -> bucket.upload("a.txt", Content.ofString("second")))
                    .isInstanceOf(ConflictException.class)
                    .hasMessageContaining("5 bytes")
                    .hasMessageContaining("upsert(true)");
            bucket.upload("a.txt", Content.ofString("third"), o -> o.upsert(true));
            bucket.upload("new.txt", Content.ofString("new"), o -> o.upsert(true));

            assertThat(bucket.download("a.txt").readAllBytes(100)).asString().isEqualTo("third");
            assertThat(bucket.download("new.txt").readAllBytes(100)).asString().isEqualTo("new");
        }
    }

    @EveryWay
    @Covers("GET /object/info/authenticated/{b}/{k}")
    void keepsTypeCacheTimeAndMetadata(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            Map<String, Object> metadata = Map.of("n", 7, "who", "Zoë", "list", List.of(1, 2));

            StoredObject stored = bucket.upload(
                    "d/a.json",
                    Content.ofString("{}"),
                    o -> o.cacheControl(Duration.ofHours(1)).metadata(metadata));

            ObjectInfo info = bucket.getInfo("d/a.json");
            assertThat(info.key()).isEqualTo("d/a.json");
            assertThat(info.bucket()).isEqualTo(bucket.id());
            assertThat(info.id()).isEqualTo(stored.id());
            assertThat(info.size()).hasValue(2);
            assertThat(info.contentType()).contains("application/json");
            assertThat(info.cacheControl()).contains("max-age=3600");
            assertThat(info.etag()).contains("\"99914b932bd37a50b983c5e7c90ae93b\"");
            assertThat(info.createdAt()).isPresent();
            if (info.version().isPresent()) {
                assertThat(info.metadata()).isEqualTo(metadata);
            }
        }
    }

    @EveryWay
    void storesLargeMetadataToo(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            String large = "x".repeat(100_000);

            bucket.upload("a", Content.ofString("a"), o -> o.metadata(Map.of("large", large)));

            ObjectInfo info = bucket.getInfo("a");
            if (info.version().isPresent()) {
                assertThat(info.metadata()).containsEntry("large", large);
            }
            assertThatThrownBy(() -> bucket.upload(
                            "b", Content.ofString("b"), o -> o.metadata(Map.of("large", "x".repeat(1_100_000)))))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @EveryWay
    @Covers("HEAD /object/{b}/{k}")
    void existsTellsNo(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("a"));

            assertThat(bucket.exists("a")).isTrue();
            assertThat(bucket.exists("b")).isFalse();
            assertThat(bucket.exists("A")).isFalse();
            assertThatThrownBy(() -> bucket.getInfo("b")).isInstanceOf(NotFoundException.class);
            assertThatThrownBy(() -> bucket.download("b")).isInstanceOf(NotFoundException.class);
        }
    }

    @EveryWay
    void bringsParts(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("0123456789"));

            assertThat(bucket.download("a", o -> o.range(2, 3)).readAllBytes(100))
                    .asString()
                    .isEqualTo("234");
            assertThat(bucket.download("a", o -> o.range(8, 100)).readAllBytes(100))
                    .asString()
                    .isEqualTo("89");
            assertThat(bucket.download("a", o -> o.rangeFrom(7)).readAllBytes(100))
                    .asString()
                    .isEqualTo("789");
            assertThat(bucket.download("a", o -> o.suffix(4)).readAllBytes(100))
                    .asString()
                    .isEqualTo("6789");
            assertThat(bucket.download("a", o -> o.suffix(40)).readAllBytes(100))
                    .asString()
                    .isEqualTo("0123456789");
            assertThat(bucket.download("a", o -> o.range(2, 3)).length()).hasValue(3);
            assertThatThrownBy(() -> bucket.download("a", o -> o.rangeFrom(10)).readAllBytes(100))
                    .isInstanceOf(dev.plinth.core.PlinthException.class);
        }
    }

    @EveryWay
    void writesBesideTheTargetFirst(Connection connection) throws IOException {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("content"));
            Path target = Files.writeString(folder.resolve("target"), "old");

            bucket.download("a").saveTo(target);
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            long written = bucket.download("a").transferTo(out);

            assertThat(target).hasContent("content");
            assertThat(out.toString(StandardCharsets.UTF_8)).isEqualTo("content");
            assertThat(written).isEqualTo(7);
            assertThat(folder.toFile().list()).containsExactly("target");
        }
    }

    @EveryWay
    void takesNoMoreIntoMemoryThanTold(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("content"));

            assertThat(bucket.download("a").readAllBytes(7)).hasSize(7);
            assertThatThrownBy(() -> bucket.download("a").readAllBytes(6)).isInstanceOf(ResponseFormatException.class);
        }
    }

    @EveryWay
    void bringsAgainOnlyWhatChanged(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("first"));
            String etag = bucket.getInfo("a").etag().orElseThrow();
            var tomorrow = bucket.getInfo("a").updatedAt().orElseThrow().plus(Duration.ofDays(1));
            boolean conditional = bucket.download("a").etag().isPresent();

            if (conditional) {
                assertThat(bucket.downloadIfChanged("a", etag)).isEmpty();
                assertThat(bucket.downloadIfChanged("a", etag.replace("\"", "")))
                        .isEmpty();
                assertThat(bucket.downloadIfChanged("a", tomorrow)).isEmpty();
            }
            bucket.upload("a", Content.ofString("second"), o -> o.upsert(true));

            assertThat(bucket.downloadIfChanged("a", etag).orElseThrow().readAllBytes(100))
                    .asString()
                    .isEqualTo("second");
            assertThat(bucket.downloadIfChanged("a", tomorrow.minus(Duration.ofDays(9)))
                            .orElseThrow()
                            .readAllBytes(100))
                    .asString()
                    .isEqualTo("second");
        }
    }

    @EveryWay
    void tellsHowFarItIsUntilTheEnd(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            byte[] bytes = new byte[300_000];
            List<Progress> up = new ArrayList<>();
            List<Progress> down = new ArrayList<>();

            bucket.upload("a", Content.ofBytes(bytes), o -> o.onProgress(up::add));
            bucket.download("a", o -> o.onProgress(down::add)).readAllBytes(400_000);
            bucket.upload(
                    "b",
                    Content.ofBytes(bytes),
                    o -> o.onProgress(p -> {
                        throw new IllegalStateException("a listener that fails");
                    }));

            assertThat(up.get(up.size() - 1).transferred()).isEqualTo(300_000);
            assertThat(up.get(up.size() - 1).fraction()).hasValue(1.0);
            assertThat(down.get(down.size() - 1).transferred()).isEqualTo(300_000);
            assertThat(down).extracting(Progress::transferred).isSorted();
            assertThat(bucket.exists("b")).isTrue();
        }
    }

    @EveryWay
    @Covers("POST /object/move")
    void movesButNeverOntoAnother(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            Bucket other = sandbox.bucket();
            bucket.upload("a", Content.ofString("a"));
            bucket.upload("b", Content.ofString("b"));

            assertThatThrownBy(() -> bucket.move("a", "b")).isInstanceOf(ConflictException.class);
            bucket.move("a", "d/c");
            assertThatThrownBy(() -> bucket.move("a", "e")).isInstanceOf(NotFoundException.class);
            bucket.move("d/c", "moved", o -> o.toBucket(other.id()));

            assertThat(bucket.list(o -> o.recursive(true)))
                    .extracting(ListedObject::key)
                    .containsExactly("b");
            assertThat(other.download("moved").readAllBytes(10)).asString().isEqualTo("a");
        }
    }

    @EveryWay
    @Covers("POST /object/copy")
    void copiesWithItsMetadata(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            Bucket other = sandbox.bucket();
            bucket.upload("a.txt", Content.ofString("a"), o -> o.metadata(Map.of("k", "v")));

            StoredObject copied = bucket.copy("a.txt", "b.txt");
            bucket.copy("a.txt", "c.txt", o -> o.toBucket(other.id()));
            assertThatThrownBy(() -> bucket.copy("a.txt", "b.txt")).isInstanceOf(ConflictException.class);
            bucket.copy("a.txt", "b.txt", o -> o.upsert(true));

            assertThat(copied.key()).isEqualTo("b.txt");
            assertThat(other.getInfo("c.txt").contentType()).contains("text/plain");
            ObjectInfo info = bucket.getInfo("b.txt");
            if (info.version().isPresent()) {
                assertThat(info.metadata()).containsEntry("k", "v");
            }
        }
    }

    @EveryWay
    @Covers("DELETE /object/{b}/{k}")
    void deletesOnce(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("a"));

            bucket.delete("a");

            assertThat(bucket.exists("a")).isFalse();
            assertThatThrownBy(() -> bucket.delete("a")).isInstanceOf(NotFoundException.class);
        }
    }

    @EveryWay
    @Covers("DELETE /object/{b}")
    void saysOfEachWhetherItWasDeleted(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("a"));
            bucket.upload("d/b", Content.ofString("b"));

            DeleteResult result = bucket.delete(List.of("d/b", "nope", "d", "a", "a"));
            DeleteResult nothing = bucket.delete(List.of());

            assertThat(result.deleted()).containsExactly("d/b", "a");
            assertThat(result.notDeleted()).containsExactly("nope", "d");
            assertThat(result.complete()).isFalse();
            assertThat(nothing.complete()).isTrue();
            assertThat(bucket.list()).isEmpty();
        }
    }

    private static ByteArrayInputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }
}
