package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.core.Content;
import dev.plinth.storage.StoredObject;
import java.nio.file.Path;

/** Uploads a picture and prints the progress. */
public final class UploadWithProgress {

    private UploadWithProgress() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the picture
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, Path.of(arguments[0])).key());
        }
    }

    static StoredObject run(Project project, Path picture) {
        try (ProgressLine line = ProgressLine.of("ada.png")) {
            return project.bucket("avatars")
                    .upload(
                            "ada.png",
                            Content.ofFile(picture),
                            o -> o.contentType("image/png").upsert(true).onProgress(line));
        }
    }
}
