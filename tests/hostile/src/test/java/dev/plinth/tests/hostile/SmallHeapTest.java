package dev.plinth.tests.hostile;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Responses whose values are larger than the heap has room for, in a JVM of 64 MiB. */
class SmallHeapTest {

    private static final int SIZE = 16 << 20;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"id\":\"@\"}",
                "[@{}]",
                "[@{\"id\":\"x\",\"name\":\"x\"}]",
                "{\"user_metadata\":{\"a\":[@0]}}",
                "{\"id\":\"x\",\"user_metadata\":{@\"\":0}}",
                "{\"message\":[@[]]}"
            })
    void sixteenMebibytesOfJsonAreAValueOrATypedError(String template) throws Exception {
        try (MutantServer server = new MutantServer()) {
            server.answers(new Mutant(
                    200,
                    List.of("Content-Type: application/json"),
                    filled(template).getBytes(StandardCharsets.ISO_8859_1),
                    0));

            assertThat(outcomes(server.url())).hasSize(5).noneMatch(line -> line.startsWith("untyped"));
        }
    }

    /** Repeats what stands after the mark until the text has its size; a mark within quotes is filled with text. */
    private static String filled(String template) {
        int at = template.indexOf('@');
        String before = template.substring(0, at);
        String after = template.substring(at + 1);
        if (after.startsWith("\"}")) {
            return before + "x".repeat(SIZE) + after;
        }
        String unit = after.replaceFirst("^(\\{.*?}|\\[]|\"\":0|0).*", "$1");
        StringBuilder text = new StringBuilder(before);
        for (int i = 0; text.length() < SIZE; i++) {
            text.append(unit.startsWith("\"\"") ? "\"" + i + "\":0" : unit).append(',');
        }
        return text.append(after).toString();
    }

    private static List<String> outcomes(String url) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Xmx64m",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        SmallHeapProgram.class.getName(),
                        url)
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        List<String> lines = process.inputReader()
                .lines()
                .filter(line -> line.matches("value|untyped.*|\\w+Exception"))
                .toList();
        process.waitFor();
        return lines;
    }
}
