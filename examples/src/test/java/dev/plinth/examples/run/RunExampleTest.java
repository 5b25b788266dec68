package dev.plinth.examples.run;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What {@code bin/example} lists and runs. */
class RunExampleTest {

    private static final List<Catalogue.Entry> EXAMPLES = Catalogue.read(Path.of("src/main/java/dev/plinth/examples"));

    @Test
    void everyExampleIsListedWithOneSentence() {
        assertThat(EXAMPLES)
                .hasSizeGreaterThan(35)
                .allSatisfy(example ->
                        assertThat(example.sentence()).as(example.name()).matches("[A-Z][^\\n]*\\."));
    }

    @Test
    void anExampleWithoutItsArgumentsPrintsItsUsage() throws Exception {
        assertThat(RunExample.run(EXAMPLES, "StreamDownload", new String[0], Map.of()))
                .isEqualTo(2);
        assertThat(EXAMPLES).filteredOn(e -> e.name().equals("StreamDownload")).allSatisfy(example -> {
            assertThat(example.count()).isEqualTo(2);
            assertThat(example.usage())
                    .isEqualTo("usage: bin/example StreamDownload ARGUMENTS: the bucket and the object's key");
        });
    }

    @Test
    void anExampleRunsOnAnEmbeddedPlatform() throws Exception {
        ProcessBuilder program = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                RunExample.class.getName(),
                "src/main/java/dev/plinth/examples",
                "streamdownload",
                "reports",
                "q1.csv");
        program.environment().keySet().removeAll(Set.of("PLATFORM_URL", "PROJECT_URL", "SUPABASE_URL"));
        Process process = program.redirectErrorStream(true).start();

        assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains("on an embedded platform", "2 lines");
        assertThat(process.waitFor()).isZero();
    }

    @Test
    void anUnknownNameIsAnError() throws Exception {
        assertThat(RunExample.run(EXAMPLES, "nothing", new String[0], Map.of())).isEqualTo(2);
    }
}
