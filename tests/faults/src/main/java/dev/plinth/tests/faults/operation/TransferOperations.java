package dev.plinth.tests.faults.operation;

import static dev.plinth.tests.faults.operation.WrongResultException.unlessEqual;

import dev.plinth.core.Content;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.StoredObject;
import dev.plinth.tests.faults.operation.Operation.Group;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Uploads and downloads. */
final class TransferOperations {

    private static final int SMALL = 200;
    private static final int MIDDLE = 300_000;
    private static final int LARGE = 1_300_000;

    private TransferOperations() {}

    static Stream<Operation> all() {
        return Stream.concat(uploads(), downloads());
    }

    @FunctionalInterface
    private interface Source {
        Content of(Site site, String mark, byte[] bytes) throws IOException;
    }

    private static Stream<Operation> uploads() {
        Source bytes = (site, mark, content) -> Content.ofBytes(content);
        Source file = (site, mark, content) -> Content.ofFile(site.file(mark, content));
        Source known = (site, mark, content) -> Content.ofStream(new ByteArrayInputStream(content), content.length);
        Source unknown = (site, mark, content) -> Content.ofStream(new ByteArrayInputStream(content));
        return Stream.of(
                upload("upload file", SMALL, file).inEach(2),
                upload("upload file of 1.3 MB", LARGE, file),
                upload("upload bytes", SMALL, bytes),
                upload("upload bytes of 300 kB", MIDDLE, bytes),
                upload("upload stream of known length", SMALL, known),
                upload("upload stream of known length, 300 kB", MIDDLE, known),
                upload("upload stream of unknown length", SMALL, unknown),
                upload("upload stream of unknown length, 300 kB", MIDDLE, unknown),
                upload("upload stream of unknown length, 1.3 MB", LARGE, unknown),
                Operation.of(Group.UPLOADS, "replace object", TransferOperations::replace));
    }

    private static Operation upload(String name, int size, Source source) {
        return Operation.of(Group.UPLOADS, name, (site, mark) -> {
            byte[] content = Site.bytes(mark, size);
            Content sent = source.of(site, mark, content);
            return Trial.changing(
                    client -> {
                        StoredObject stored = client.project()
                                .bucket(Site.BUCKET)
                                .upload(mark, sent, o -> o.verify(IntegrityCheck.ALWAYS));
                        unlessEqual(mark, stored.key());
                    },
                    () -> Site.when(() -> site.holds(mark, content), Effect.DONE, Effect.NOT_DONE));
        });
    }

    private static Trial replace(Site site, String mark) {
        byte[] before = Site.bytes(mark + "-before", SMALL);
        byte[] after = Site.bytes(mark, SMALL);
        site.object(mark, before);
        return Trial.changing(
                client -> client.project()
                        .bucket(Site.BUCKET)
                        .upload(
                                mark,
                                Content.ofBytes(after),
                                o -> o.upsert(true).verify(IntegrityCheck.ALWAYS)),
                () -> site.holds(mark, before)
                        ? Effect.NOT_DONE
                        : site.holds(mark, after) ? Effect.DONE : Effect.OTHER);
    }

    @FunctionalInterface
    private interface Target {
        byte[] of(Bucket bucket, String key);
    }

    private static Stream<Operation> downloads() {
        Target bytes = (bucket, key) ->
                bucket.download(key, o -> o.verify(IntegrityCheck.ALWAYS)).readAllBytes(2 * LARGE);
        Target stream = (bucket, key) -> {
            ByteArrayOutputStream out = new ByteArrayOutputStream();
            bucket.download(key, o -> o.verify(IntegrityCheck.ALWAYS)).transferTo(out);
            return out.toByteArray();
        };
        return Stream.of(
                download("download to file", SMALL),
                download("download to file, 1.3 MB", LARGE),
                download("download to stream", SMALL, stream),
                download("download to stream, 300 kB", MIDDLE, stream),
                download("download to bytes", SMALL, bytes),
                download("download to bytes, 1.3 MB", LARGE, bytes),
                Operation.of(Group.DOWNLOADS, "download part", TransferOperations::part));
    }

    private static Operation download(String name, int size, Target target) {
        return Operation.of(Group.DOWNLOADS, name, (site, mark) -> {
            byte[] content = Site.bytes(mark, size);
            site.object(mark, content);
            return Trial.reading(client ->
                    unlessEqual(content, target.of(client.project().bucket(Site.BUCKET), mark)));
        });
    }

    /** A file that is not complete must not be left behind, under whatever name. */
    private static Operation download(String name, int size) {
        return Operation.of(Group.DOWNLOADS, name, (site, mark) -> {
            byte[] content = Site.bytes(mark, size);
            site.object(mark, content);
            Path folder = site.newFolder(mark);
            Path file = folder.resolve("downloaded");
            return Trial.changing(
                    client -> client.project()
                            .bucket(Site.BUCKET)
                            .download(mark, o -> o.verify(IntegrityCheck.ALWAYS))
                            .saveTo(file),
                    () -> effectOn(folder, file, content));
        });
    }

    static Effect effectOn(Path folder, Path file, byte[] content) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            List<Path> left = files.toList();
            if (left.isEmpty()) {
                return Effect.NOT_DONE;
            }
            boolean right = left.equals(List.of(file)) && Arrays.equals(Files.readAllBytes(file), content);
            return right ? Effect.DONE : Effect.OTHER;
        }
    }

    private static Trial part(Site site, String mark) {
        byte[] content = Site.bytes(mark, MIDDLE);
        site.object(mark, content);
        return Trial.reading(client -> unlessEqual(
                Arrays.copyOfRange(content, 1_000, 1_500),
                client.project()
                        .bucket(Site.BUCKET)
                        .download(mark, o -> o.range(1_000, 500))
                        .readAllBytes(MIDDLE)));
    }
}
