package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Content;
import dev.plinth.storage.Download;
import java.nio.file.Path;

/** Connects with the project's own URL and key, and uploads, downloads and deletes an object. */
public final class ConnectDirectly {

    private ConnectDirectly() {}

    /**
     * Runs the example.
     *
     * @param arguments the project's URL, its service key, a file to write
     */
    public static void main(String[] arguments) {
        run(arguments[0], arguments[1], Path.of(arguments[2]));
    }

    static void run(String projectUrl, String serviceKey, Path target) {
        try (Project project = Project.connect(projectUrl, ApiKey.of(serviceKey))) {
            project.buckets().create("notes", o -> o.isPublic(true).fileSizeLimit(1_000_000));
            project.bucket("notes").upload("2026/todo.txt", Content.ofString("water the plants"));
            try (Download download = project.bucket("notes").download("2026/todo.txt")) {
                download.saveTo(target);
            }
            project.bucket("notes").delete("2026/todo.txt");
        }
    }
}
