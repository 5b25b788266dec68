package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.storage.ObjectInfo;
import java.nio.file.Path;

/** Downloads a large object in parts, eight at a time. The file appears when it is complete. */
public final class DownloadInParallel {

    private DownloadInParallel() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the bucket, the object's key, and the file
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            run(project, arguments[0], arguments[1], Path.of(arguments[2]));
        }
    }

    static ObjectInfo run(Project project, String bucket, String key, Path file) {
        try (ProgressLine line = ProgressLine.of(key)) {
            return project.bucket(bucket)
                    .parallelDownload(key, file, o -> o.parallelism(8).onProgress(line))
                    .run();
        }
    }
}
