package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.storage.Download;
import java.io.BufferedReader;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;

/** Processes an object line by line while it is downloaded; a broken connection is resumed. */
public final class StreamDownload {

    private StreamDownload() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the bucket and the object's key
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            System.out.println(run(project, arguments[0], arguments[1]) + " lines");
        }
    }

    static long run(Project project, String bucket, String key) {
        try (Download download = project.bucket(bucket).download(key)) {
            BufferedReader lines = new BufferedReader(new InputStreamReader(download.body(), StandardCharsets.UTF_8));
            return lines.lines().filter(line -> !line.isBlank()).count();
        }
    }
}
