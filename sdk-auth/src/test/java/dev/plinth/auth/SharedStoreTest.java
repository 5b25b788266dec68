package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one session in one file: at each expiry one of them refreshes. */
@Tag("heavy")
class SharedStoreTest {

    private static final int ROUNDS = 100;

    /** Long enough that the other process finds the new token fresh, short enough that it is stale a round later. */
    private static final long LIFE_SECONDS = 2;

    private static final long ROUND_MILLIS = 1100;

    @TempDir
    Path folder;

    /** A process: for each line that it reads, one call as the session's user. */
    public static final class Program {

        private Program() {}

        /** Runs until its input ends. */
        public static void main(String[] arguments) throws IOException {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            try (Connection connection = Connection.toProject(arguments[0], ApiKey.of("sb_publishable_x"))) {
                AuthClient auth = AuthClient.of(connection).keeping(SessionStore.inFile(Path.of(arguments[1])));
                Session session = auth.session().orElseThrow();
                AuthClient asUser = auth.actingAs(session);
                System.out.println("ready");
                while (in.readLine() != null) {
                    try {
                        System.out.println(asUser.account().user().id());
                    } catch (RuntimeException e) {
                        System.out.println(e);
                    }
                }
            }
        }
    }

    @Test
    void refreshesOnceEachTimeAndLosesNoSession() throws Exception {
        AtomicInteger newest = new AtomicInteger(1);
        AtomicInteger reused = new AtomicInteger();
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    if (request.getTarget().contains("grant_type=password")) {
                        return Answers.session(1, LIFE_SECONDS);
                    }
                    if (request.getTarget().contains("grant_type=refresh_token")) {
                        int shown = Integer.parseInt(request.getBody().utf8().replaceAll("[^0-9]", ""));
                        if (!newest.compareAndSet(shown, shown + 1)) {
                            reused.incrementAndGet();
                            return Answers.error(400, "refresh_token_already_used");
                        }
                        return Answers.session(shown + 1, LIFE_SECONDS);
                    }
                    return Answers.json(200, Answers.user());
                }
            });
            server.start();
            String url = server.url("/").toString();
            Path file = folder.resolve("session.json");
            try (Connection connection = Connection.toProject(url, ApiKey.of("sb_publishable_x"))) {
                AuthClient.of(connection).keeping(SessionStore.inFile(file)).signInWithPassword("a@b.co", "pw");
            }
            rounds(List.of(start(url, file), start(url, file)), newest);
        }
        assertThat(reused).hasValue(0);
    }

    private static Process start(String url, Path file) throws IOException {
        return new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName(),
                        url,
                        file.toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
    }

    private static void rounds(List<Process> processes, AtomicInteger newest) throws Exception {
        List<BufferedReader> outputs = new ArrayList<>();
        for (Process process : processes) {
            outputs.add(process.inputReader());
        }
        try {
            for (BufferedReader output : outputs) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            int most = 0;
            int refreshed = 0;
            for (int round = 0; round < ROUNDS; round++) {
                // The next expiry is a matter of real time: two processes have no clock in common but the machine's.
                TimeUnit.MILLISECONDS.sleep(ROUND_MILLIS);
                int before = newest.get();
                for (Process process : processes) {
                    process.outputWriter().write("go\n");
                    process.outputWriter().flush();
                }
                for (BufferedReader output : outputs) {
                    assertThat(output.readLine()).isEqualTo(Answers.USER_ID);
                }
                most = Math.max(most, newest.get() - before);
                refreshed += newest.get() - before;
            }
            System.out.println("two processes, " + ROUNDS + " expiries: " + refreshed + " refreshes, at most " + most
                    + " each time, no session lost");
            assertThat(most).isEqualTo(1);
            assertThat(refreshed).isGreaterThan(ROUNDS / 2);
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }
}
