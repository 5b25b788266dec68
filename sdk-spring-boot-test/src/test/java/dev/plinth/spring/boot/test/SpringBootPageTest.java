package dev.plinth.spring.boot.test;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.springframework.boot.json.JsonParserFactory;

/** The guide shows regions of the application and the test in this package, and all properties. */
class SpringBootPageTest {
    private static final Path PAGE = Path.of("..", "docs", "spring-boot.md");
    private static final Path SOURCES = Path.of("src", "test", "java");
    private static final Pattern BLOCK = Pattern.compile("```java\\n(.*?)\\n```", Pattern.DOTALL);
    private static final Pattern ROW = Pattern.compile("(?m)^\\| `((?:plinth|management)\\.[a-z0-9.-]+)` \\|");

    @Test
    void itsProgramsAreRegionsOfTestedCode() throws IOException {
        List<String> blocks = BLOCK.matcher(Files.readString(PAGE))
                .results()
                .map(block -> flat(block.group(1)))
                .toList();

        assertThat(blocks).hasSize(6).allSatisfy(block -> assertThat(sources()).contains(block));
    }

    @Test
    void itListsTheProperties() throws IOException {
        assertThat(ROW.matcher(Files.readString(PAGE)).results().map(row -> row.group(1)))
                .containsExactlyInAnyOrderElementsOf(properties());
    }

    private static List<String> properties() throws IOException {
        try (InputStream json =
                SpringBootPageTest.class.getResourceAsStream("/META-INF/spring-configuration-metadata.json")) {
            Map<String, Object> metadata =
                    JsonParserFactory.getJsonParser().parseMap(new String(json.readAllBytes(), StandardCharsets.UTF_8));
            return ((List<?>) metadata.get("properties"))
                    .stream()
                            .map(property -> ((Map<?, ?>) property).get("name").toString())
                            .toList();
        }
    }

    private static String sources() throws IOException {
        StringBuilder all = new StringBuilder();
        try (Stream<Path> files = Files.walk(SOURCES)) {
            for (Path file : files.filter(f -> f.toString().endsWith(".java")).toList()) {
                all.append(flat(Files.readString(file))).append('\n');
            }
        }
        return all.toString();
    }

    /** Without indentation, which differs. */
    private static String flat(String code) {
        return code.lines().map(String::strip).collect(Collectors.joining("\n"));
    }
}
