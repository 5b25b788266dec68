package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.storage.StoredObject;
import java.nio.file.Path;

/** Uploads a large file. A second run continues an upload that was interrupted, even by kill -9. */
public final class UploadResumably {

    private UploadResumably() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the bucket, the object's key, and the file
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            run(project, arguments[0], arguments[1], Path.of(arguments[2]), Path.of(".uploads"));
        }
    }

    static StoredObject run(Project project, String bucket, String key, Path file, Path journal) {
        try (ProgressLine line = ProgressLine.of(key)) {
            return project.bucket(bucket)
                    .resumableUpload(key, file, o -> o.journal(journal).onProgress(line))
                    .run();
        }
    }
}
