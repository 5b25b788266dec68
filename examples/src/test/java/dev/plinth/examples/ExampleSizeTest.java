package dev.plinth.examples;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What an example shows fits on a slide. */
class ExampleSizeTest {

    private static final Path SOURCES = Path.of("src/main/java/dev/plinth/examples");
    private static final int LONGEST_BODY = 15;

    @Test
    void bodiesAreShort() throws IOException {
        Map<String, Integer> lengths = new TreeMap<>();
        for (Path folder : List.of(SOURCES, SOURCES.resolve("auth"))) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.filter(Files::isRegularFile).toList()) {
                    length(Files.readAllLines(file), lengths, file.getFileName().toString());
                }
            }
        }
        System.out.println("lines of body: " + lengths);

        assertThat(lengths)
                .hasSizeGreaterThan(25)
                .allSatisfy((file, length) -> assertThat(length).as(file).isLessThanOrEqualTo(LONGEST_BODY));
    }

    /** Counts what stands between the braces of {@code run}. */
    private static void length(List<String> lines, Map<String, Integer> lengths, String file) {
        for (int from = 0; from < lines.size(); from++) {
            if (lines.get(from).matches("    static [^=]* run\\(.*")) {
                int opens = from;
                while (!lines.get(opens).endsWith("{")) {
                    opens++;
                }
                lengths.put(file, lines.subList(opens, lines.size()).indexOf("    }") - 1);
            }
        }
    }
}
