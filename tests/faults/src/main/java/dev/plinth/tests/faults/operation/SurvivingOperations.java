package dev.plinth.tests.faults.operation;

import dev.plinth.core.Content;
import dev.plinth.storage.StoredObject;
import dev.plinth.tests.faults.operation.Operation.Group;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.Stream;

/** Transfers that go on where they broke off. */
final class SurvivingOperations {

    private static final int SIZE = 300_000;
    private static final int CHUNK = 100_000;

    /** A creation or description, and three chunks or parts. */
    private static final int REQUESTS = 4;

    /** For faults of single chunks, of which there are then fifteen. */
    private static final int SMALL_CHUNK = 20_000;

    /** Faults that never end are to be told soon. */
    private static final int ATTEMPTS = 3;

    private SurvivingOperations() {}

    @FunctionalInterface
    private interface Source {
        Content of(Site site, String mark, byte[] bytes) throws IOException;
    }

    static Stream<Operation> all() {
        Source file = (site, mark, bytes) -> Content.ofFile(site.file(mark, bytes));
        Source stream = (site, mark, bytes) -> Content.ofStream(new ByteArrayInputStream(bytes));
        return Stream.of(
                resumable("resumable upload of a file", CHUNK, file).inEach(REQUESTS),
                resumable("resumable upload of a file, small chunks", SMALL_CHUNK, file)
                        .inChunks(SIZE / SMALL_CHUNK),
                resumable("resumable upload of a stream", CHUNK, stream).inEach(REQUESTS),
                resumable("resumable upload of a stream, small chunks", SMALL_CHUNK, stream)
                        .inChunks(SIZE / SMALL_CHUNK),
                Operation.of(Group.DOWNLOADS, "parallel download", SurvivingOperations::parallel)
                        .inEach(REQUESTS));
    }

    private static Operation resumable(String name, int chunk, Source source) {
        return Operation.of(Group.UPLOADS, name, (site, mark) -> {
            byte[] content = Site.bytes(mark, SIZE);
            Content sent = source.of(site, mark, content);
            return Trial.changing(
                    client -> {
                        StoredObject stored = client.project()
                                .bucket(Site.BUCKET)
                                .resumableUpload(
                                        mark, sent, o -> o.chunkSize(chunk).maxAttempts(ATTEMPTS))
                                .run();
                        WrongResultException.unlessEqual(mark, stored.key());
                    },
                    () -> Site.when(() -> site.holds(mark, content), Effect.DONE, Effect.NOT_DONE));
        });
    }

    private static Trial parallel(Site site, String mark) throws IOException {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark, content);
        Path folder = site.newFolder(mark);
        Path file = folder.resolve("downloaded");
        return Trial.changing(
                client -> client.project()
                        .bucket(Site.BUCKET)
                        .parallelDownload(mark, file, o -> o.partSize(CHUNK).maxAttempts(ATTEMPTS))
                        .run(),
                () -> TransferOperations.effectOn(folder, file, content));
    }
}
