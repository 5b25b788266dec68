package dev.plinth.examples.shell;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The shell itself, with a script piped through it. */
@EnabledOnOs({OS.LINUX, OS.MAC})
class ShellIT {

    @TempDir
    Path folder;

    @Test
    void runsAScriptAgainstItsOwnPlatform() throws IOException, InterruptedException {
        String printed = shell("""
                project.users().create(u -> u.email("ada@example.com").password("correct horse"))
                System.out.println("users: " + project.users().list().stream().count())
                project.buckets().create("notes")
                curl()
                project.bucket("notes").upload("a.txt", Content.ofString("hello"))
                System.out.println("platform: " + (platform != null))
                /exit
                """);

        assertThat(printed)
                .contains("Plinth at http://127.0.0.1:")
                .contains("users: 1")
                .contains("curl -X POST 'http://127.0.0.1:")
                .contains("/storage/v1/bucket'")
                .contains("StoredObject[bucket=notes, key=a.txt")
                .contains("Authorization: Bearer ***")
                .contains("platform: true")
                .doesNotContain("Error:");
    }

    @Test
    void theProgramsOfTheReadmeCanBePastedInTheirOrder() throws IOException, InterruptedException {
        StringBuilder script = new StringBuilder();
        Matcher program = Pattern.compile("```java\n(.*?)\n```", Pattern.DOTALL)
                .matcher(Files.readString(Path.of("..", "README.md")));
        while (program.find()) {
            script.append(program.group(1)).append('\n');
        }

        String printed =
                shell(script + "table(project.users().list())\nproject.buckets().get(\"nope\")\nlast()\n/exit\n");
        Files.writeString(Path.of("target", "readme-transcript.txt"), printed);

        assertThat(printed)
                .contains("NoSuchKey", "bob@example.com", "ListedObject[", "VerifiedToken[", "100 %, 100.0 of 100.0 kB")
                .contains("Exception dev.plinth.core.NotFoundException: buckets.get: 404 NoSuchBucket")
                .contains("at dev.plinth.storage.Buckets.get(")
                .doesNotContain("Error:")
                .containsOnlyOnce("Exception dev.plinth");
    }

    private String shell(String script) throws IOException, InterruptedException {
        Path output = folder.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder("bash", "../bin/plinth-shell")
                .redirectErrorStream(true)
                .redirectOutput(output.toFile());
        builder.environment().put("JAVA_HOME", System.getProperty("java.home"));
        builder.environment().keySet().removeAll(Set.of("PLATFORM_URL", "PROJECT_URL", "SUPABASE_URL"));
        Process process = builder.start();
        try (OutputStream in = process.getOutputStream()) {
            in.write(script.getBytes(StandardCharsets.UTF_8));
        }
        boolean ended = process.waitFor(120, TimeUnit.SECONDS);
        process.destroyForcibly();
        String printed = Files.readString(output);
        assertThat(ended).as(printed).isTrue();
        return printed;
    }
}
