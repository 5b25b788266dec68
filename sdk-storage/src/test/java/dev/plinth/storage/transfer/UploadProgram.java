package dev.plinth.storage.transfer;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.StorageClient;
import java.io.InputStream;
import java.nio.file.Path;

/** What tests run in a JVM of its own, to kill it or to give it little memory: job, URL, key, bucket, further arguments. */
final class UploadProgram {

    private UploadProgram() {}

    public static void main(String[] args) {
        try (Connection connection = Connection.toProject(args[1], ApiKey.of(args[2]), o -> {})) {
            StorageClient storage = StorageClient.of(connection);
            Bucket bucket = storage.bucket(args[3]);
            String result = switch (args[0]) {
                case "file" ->
                    bucket.resumableUpload(
                                    "film",
                                    Path.of(args[4]),
                                    o -> o.journal(Path.of(args[5]))
                                            .chunkSize(Integer.parseInt(args[6]))
                                            .maxAttempts(100))
                            .run()
                            .toString();
                case "resume" -> {
                    ResumeResult resumed = ResumableUploads.of(Path.of(args[4])).resumeAll(storage);
                    yield resumed.completed().size() + " completed, " + resumed.failed() + " failed";
                }
                case "stream" -> {
                    InputStream stream = new Numbers(Long.parseLong(args[4]));
                    yield bucket.resumableUpload("stream", Content.ofStream(stream), o -> {})
                            .run()
                            .toString();
                }
                default -> throw new IllegalArgumentException(args[0]);
            };
            System.out.println(args[0] + ": " + result + ", heap of "
                    + (Runtime.getRuntime().maxMemory() >> 20) + " MiB");
        }
    }
}
