package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.storage.transfer.DirectoryResult;
import java.nio.file.Path;

/** Makes a bucket equal to a directory. Sends only what is missing or different. */
public final class SyncDirectory {

    private SyncDirectory() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the bucket and the directory
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], Path.of(arguments[1])));
        }
    }

    static DirectoryResult run(Project project, String bucket, Path directory) {
        try (ProgressLine line = ProgressLine.of(directory.toString())) {
            return project.bucket(bucket)
                    .syncUp(directory, o -> o.deleteExtra(true).exclude("*.tmp").onProgress(line))
                    .run()
                    .throwIfFailed();
        }
    }
}
