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
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes with one session in one file: at each expiry one of them refreshes. */
class SharedStoreTest {

    private static final int ROUNDS = 30;

    private static final long LIFE_SECONDS = 3600;

    @TempDir
    Path folder;

    /** A process: for each line that it reads, one call as the session's user. */
    public static final class Program {

        private Program() {}

        /** Runs until its input ends. */
        public static void main(String[] arguments) throws IOException {
            BufferedReader in = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
            try (Connection connection = Connection.toProject(arguments[0], ApiKey.of("sb_publishable_x"))) {
                AuthClient auth =
                        AuthClient.of(connection).withSessionStore(SessionStore.inFile(Path.of(arguments[1])));
                Session session = auth.session().orElseThrow();
                AuthClient asUser = auth.actingAs(session);
                System.out.println("ready");
                while (in.readLine() != null) {
                    try {
                        System.out.println(asUser.account().getUser().id());
                    } catch (RuntimeException e) {
                        System.out.println(e);
                    }
                }
            }
        }
    }

    /** A server that tells when a token has expired: two processes have no clock in common that a test could move. */
    private static final class Expiring extends Dispatcher {

        private final AtomicInteger newest = new AtomicInteger(1);
        private final AtomicInteger oldestTaken = new AtomicInteger(1);
        private final AtomicInteger reused = new AtomicInteger();

        /** Lets every token expire that there is. */
        void expire() {
            oldestTaken.set(newest.get() + 1);
        }

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
            int now = newest.get();
            String good = "Bearer " + Answers.accessToken(now, "aal1");
            boolean taken =
                    now >= oldestTaken.get() && good.equals(request.getHeaders().get("Authorization"));
            return taken ? Answers.json(200, Answers.user()) : Answers.error(403, "bad_jwt");
        }
    }

    @Test
    void refreshesOnceEachTimeAndLosesNoSession() throws Exception {
        Expiring tokens = new Expiring();
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(tokens);
            server.start();
            String url = server.url("/").toString();
            Path file = folder.resolve("session.json");
            try (Connection connection = Connection.toProject(url, ApiKey.of("sb_publishable_x"))) {
                AuthClient.of(connection)
                        .withSessionStore(SessionStore.inFile(file))
                        .signInWithPassword("a@b.co", "pw");
            }
            rounds(List.of(start(url, file), start(url, file)), tokens);
        }
        assertThat(tokens.reused).hasValue(0);
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

    private static void rounds(List<Process> processes, Expiring tokens) throws Exception {
        List<BufferedReader> outputs = new ArrayList<>();
        for (Process process : processes) {
            outputs.add(process.inputReader());
        }
        try {
            for (BufferedReader output : outputs) {
                assertThat(output.readLine()).isEqualTo("ready");
            }
            for (int round = 1; round <= ROUNDS; round++) {
                tokens.expire();
                for (Process process : processes) {
                    process.outputWriter().write("go\n");
                    process.outputWriter().flush();
                }
                for (BufferedReader output : outputs) {
                    assertThat(output.readLine()).isEqualTo(Answers.USER_ID);
                }
                assertThat(tokens.newest).as("one refresh in each round").hasValue(1 + round);
            }
        } finally {
            processes.forEach(Process::destroyForcibly);
        }
    }
}
