package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.testkit.LocalPlatform;
import java.io.BufferedReader;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A million users read and a hundred thousand imported by a program that has 64 MB. */
@Tag("heavy")
@Tag("local")
class ScaleTest {

    private static final int LISTED = Integer.getInteger("plinth.scale.list", 1_000_000);
    private static final int IMPORTED = Integer.getInteger("plinth.scale.import", 100_000);
    private static final String HASH = "$2a$10$N9qo8uLOickgx2ZMRZoMyeIjZAgcfl7p92ldGxad68LJZdL17lhWy";

    @TempDir
    Path folder;

    /** The program that has little memory. */
    public static final class Program {

        private Program() {}

        /** Lists or imports. */
        public static void main(String[] arguments) {
            try (Connection connection = Connection.toProject(arguments[1], ApiKey.of(arguments[2]))) {
                Users users = Users.of(connection);
                if (arguments[0].equals("list")) {
                    System.out.println(users.list(q -> q.pageSize(1000)).stream()
                            .mapToInt(u -> 1)
                            .sum());
                } else {
                    ImportReport report = users.importUsers(
                            rows(Integer.parseInt(arguments[4])), o -> o.journal(Path.of(arguments[3])));
                    System.out.println(report.created() + " " + report.alreadyExisted() + " " + report.failed() + " "
                            + report.resumed());
                }
            }
        }

        private static Stream<NewUser> rows(int count) {
            return IntStream.range(0, count)
                    .mapToObj(i -> NewUser.builder()
                            .email("imported" + i + "@example.com")
                            .passwordHash(HASH)
                            .build());
        }
    }

    private static Process run(String... arguments) throws IOException {
        List<String> command = new java.util.ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx64m",
                "-XX:+ExitOnOutOfMemoryError",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                Program.class.getName()));
        command.addAll(List.of(arguments));
        return new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static String result(Process process) throws IOException {
        try (BufferedReader output = process.inputReader()) {
            return output.readLine();
        }
    }

    @Test
    void listsAMillionUsers() throws Exception {
        try (LocalPlatform platform = LocalPlatform.start()) {
            platform.seedUsers(LISTED);
            long began = System.nanoTime();

            String counted = result(run("list", platform.projectUrl(), platform.serviceKey()));

            System.out.println(counted + " users listed at -Xmx64m in " + seconds(began) + " s");
            assertThat(counted).isEqualTo(Integer.toString(LISTED));
        }
    }

    @Test
    void importsAHundredThousandUsersOnceEachThoughItIsKilled() throws Exception {
        Path journal = folder.resolve("import.journal");
        try (LocalPlatform platform = LocalPlatform.start()) {
            String[] arguments = {
                "import", platform.projectUrl(), platform.serviceKey(), journal.toString(), Integer.toString(IMPORTED)
            };
            long began = System.nanoTime();
            Process first = run(arguments);
            while (!Files.exists(journal) || Files.size(journal) < IMPORTED * 25L) {
                assertThat(first.isAlive()).isTrue();
                TimeUnit.MILLISECONDS.sleep(20);
            }
            first.destroyForcibly().waitFor();
            long done = Files.readAllLines(journal).size();

            String counts = result(run(arguments));

            System.out.println("import of " + IMPORTED + " at -Xmx64m, killed after " + done
                    + " rows, resumed: created, existed, failed, resumed = " + counts + ", " + seconds(began)
                    + " s in all");
            try (Connection connection =
                    Connection.toProject(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
                assertThat(Users.of(connection).list(q -> q.pageSize(1000)).stream()
                                .map(u -> u.email().orElseThrow())
                                .distinct()
                                .count())
                        .isEqualTo(IMPORTED);
                assertThat(Users.of(connection).list().total()).hasValue(IMPORTED);
            }
        }
    }

    private static long seconds(long began) {
        return TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - began);
    }
}
