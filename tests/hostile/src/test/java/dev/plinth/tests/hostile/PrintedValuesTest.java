package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.CallEvent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whatever an operation returns prints itself in the words of the public API, and not those of the implementation. */
class PrintedValuesTest {

    /** A hash code, a lambda, an internal class, an Optional, or a request. */
    private static final Pattern UNREADABLE = Pattern.compile("@[0-9a-f]{5,}|\\$\\$|Lambda|Optional[\\[.]"
            + "|_=|((?<!Call)Record|Impl|Wire|Row|Handle|Operations)\\[|HttpRequest|Authorization[:=]");

    /** What a value is made of, which programs cannot reach; and a builder. */
    private static final Set<String> PARTS =
            Set.of("ObjectRow", "SystemMetadata", "Features", "Feature", "Configuration", "Builder");

    @TempDir
    Path folder;

    private final Set<String> seen = new HashSet<>();
    private final Set<String> unreadable = new TreeSet<>();
    private final TreeMap<String, String> printed = new TreeMap<>();

    @Test
    void nothingUnreadableIsPrinted() throws Exception {
        Path file = Files.writeString(folder.resolve("file"), "content");
        for (String body : Answers.all()) {
            try (MockWebServer server = EchoServer.start(answering(body));
                    Site site = new Site(server.url("/").toString())) {
                for (Program program : All.programs(file)) {
                    // An option changes what is sent, not what is returned.
                    if (!program.name().contains(") ") && !program.name().startsWith("s3")) {
                        site.forget();
                        look(program, site);
                    }
                }
            }
        }
        printed.values().stream().limit(Integer.getInteger("plinth.printed", 0)).forEach(System.out::println);
        assertThat(unreadable).isEmpty();
        assertThat(printed).hasSizeGreaterThan(50);
    }

    private static Dispatcher answering(String body) {
        return new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                return new MockResponse.Builder()
                        .addHeader("Content-Type", "application/json")
                        .addHeader("Connection", "close")
                        .addHeader("ETag", "\"abc\"")
                        .body(body)
                        .build();
            }
        };
    }

    private void look(Program program, Site site) {
        Reached reached = new Reached(e -> {});
        try {
            reached.of(program.use().on(site));
        } catch (Exception e) {
            // Errors are for other tests.
            return;
        }
        for (CallEvent event : site.events) {
            reached.of(event);
        }
        site.connections().forEach(connection -> reached.of(connection.callHistory()));
        for (String line : reached.text.toString().split("\n", -1)) {
            String[] parts = line.split(" shows ", 2);
            if (parts.length == 2 && !PARTS.contains(parts[0]) && seen.add(line)) {
                printed.putIfAbsent(parts[0], parts[1]);
                Matcher found = UNREADABLE.matcher(parts[1]);
                if (unreadable.size() < 12 && found.find()) {
                    unreadable.add(parts[0] + ": " + found.group() + " in " + parts[1]);
                }
            }
        }
    }
}
