package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.core.CallEvent;
import dev.plinth.core.Connection;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Marked secrets go in, by each operation, and come back from the server: they come out nowhere. */
class SecretsTest {

    private static final Logger ROOT = Logger.getLogger("");
    private static final Handler JUL = new Handler() {
        @Override
        public void publish(LogRecord line) {
            if (!line.getLoggerName().startsWith("mockwebserver3")) {
                TraceProvider.write(line.getLoggerName(), line.getMessage(), line.getThrown());
            }
        }

        @Override
        public void flush() {
            // Nothing is kept back.
        }

        @Override
        public void close() {
            // Nothing is open.
        }
    };

    /** AWS's signer logs what it signs, and the JDK's client and Netty what they send, a user's token too; SECURITY.md says so. */
    private static final List<String> NOT_OURS =
            List.of("software.amazon.awssdk.http.auth.aws", "sun.net.www.protocol.http", "io.netty.handler.logging");

    /** Answers that the asynchronous clients understand; with the others they wait for their time-outs. */
    private static final Set<EchoServer.Place> ASYNC =
            Set.of(EchoServer.Place.STORAGE_ERROR, EchoServer.Place.HTML, EchoServer.Place.XML);

    @TempDir
    Path folder;

    private final Map<String, String> leaks = new TreeMap<>();

    @BeforeAll
    static void logEverything() {
        JUL.setLevel(Level.ALL);
        ROOT.setLevel(Level.ALL);
        ROOT.addHandler(JUL);
    }

    @AfterAll
    static void logAsBefore() {
        ROOT.removeHandler(JUL);
        ROOT.setLevel(Level.INFO);
    }

    @ParameterizedTest
    @EnumSource
    void nothingComesOutOfAServerThatRepeatsThem(EchoServer.Place place) throws Exception {
        try (MockWebServer server = EchoServer.start(new EchoServer(place))) {
            // The JDK's client below S3 reads a body without a length until the server closes, which this one does not.
            boolean s3 = place != EchoServer.Place.CONTENT_LENGTH;
            run(server, true, name -> (s3 || !name.startsWith("s3")) && (ASYNC.contains(place) || !isAsync(name)));
        }
        assertThat(leaks).isEmpty();
    }

    @Test
    void nothingComesOutOfGoodAnswers() throws Exception {
        for (String body : Answers.all()) {
            try (MockWebServer server = EchoServer.start(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder()
                            .addHeader("Content-Type", "application/json")
                            .addHeader("Connection", "close")
                            .addHeader("ETag", "\"abc\"")
                            .body(body)
                            .build();
                }
            })) {
                run(server, false, name -> true);
            }
        }
        assertThat(leaks).isEmpty();
        Set<String> never = OperationNames.all();
        never.removeAll(Site.SUCCEEDED);
        // It sends nothing: it is there to name what a gateway lacks.
        never.remove("auth.signInWithOAuth");
        // It takes a server that keeps an upload; what it does with answers of all kinds is tested with its wire.
        never.remove("storage.resumableUpload");
        assertThat(never).as("the operations that never came to a result").isEmpty();
    }

    private static boolean isAsync(String name) {
        return name.contains(".async.") || name.contains(".transferManager.");
    }

    private void run(MockWebServer server, boolean echoed, Predicate<String> included) throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");
        try (Site site = new Site(server.url("/").toString())) {
            for (Map.Entry<String, Program> program : programs(file).entrySet()) {
                if (!included.test(program.getKey())) {
                    continue;
                }
                if (echoed && program.getKey().contains("importUsers")) {
                    // An import waits and tries again, whatever the connection's attempts are.
                    continue;
                }
                TraceProvider.LINES.clear();
                site.forget();
                run(program.getValue(), site, !echoed);
                TraceProvider.LINES.removeIf(line -> NOT_OURS.stream().anyMatch(line::startsWith));
                look(program.getKey(), String.join("\n", TraceProvider.LINES));
            }
        }
    }

    private Map<String, Program> programs(Path file) {
        Map<String, Program> programs = new LinkedHashMap<>();
        for (Program program : All.programs(file)) {
            programs.put(program.name(), program);
        }
        return programs;
    }

    private void run(Program program, Site site, boolean shown) {
        Reached reached = new Reached(e -> {});
        try {
            Object result = program.use().on(site);
            if (shown) {
                reached.of(result);
            }
        } catch (Exception e) {
            reached.of(e);
        }
        for (CallEvent event : site.events) {
            reached.of(event);
            event.requestId().ifPresent(reached.text::append);
            reached.text.append(event.url());
        }
        for (Connection connection : site.connections()) {
            connection
                    .callHistory()
                    .forEach(call -> reached.text.append(call.curl()).append('\n'));
        }
        look(program.name(), reached.text.toString());
    }

    @Test
    void nothingComesOutOfAnExplanation() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");
        try (Site site = new Site("http://127.0.0.1:1/")) {
            for (Map.Entry<String, Program> program : programs(file).entrySet()) {
                if (program.getKey().contains("importUsers") || program.getKey().startsWith("s3")) {
                    continue;
                }
                for (Project project : List.of(site.project, site.managed)) {
                    try {
                        look(
                                program.getKey(),
                                project.toCurl(p -> program.getValue().use().on(site)));
                    } catch (Exception e) {
                        look(program.getKey(), e.toString());
                    }
                }
            }
        }
        assertThat(leaks).isEmpty();
    }

    private void look(String program, String text) {
        int at = text.indexOf(Marks.WORD);
        if (at >= 0) {
            if (leaks.size() < 8) {
                leaks.putIfAbsent(program, text.substring(Math.max(0, at - 150), Math.min(text.length(), at + 60)));
            }
        }
    }
}
