package dev.plinth.examples.docs;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The programs of the README and of the guides compile, and run one after another against a platform. A program after
 * {@code <!-- compile only -->} is compiled only, because it needs a browser or another server.
 */
class GuidesTest {

    private static final Path ROOT = Path.of("..");

    /** Pages with programs that are checked by the tests of their own subject. */
    private static final Set<String> ELSEWHERE =
            Set.of("local-platform.md", "local-platform-auth.md", "transfers.md", "spring-boot.md");

    @TempDir
    Path folder;

    static Stream<Page> pages() throws IOException {
        try (Stream<Path> docs = Files.list(ROOT.resolve("docs"))) {
            List<Path> files = docs.filter(file -> file.toString().endsWith(".md"))
                    .filter(file -> !ELSEWHERE.contains(file.getFileName().toString()))
                    .toList();
            List<Page> pages = new ArrayList<>(List.of(Page.read(ROOT.resolve("README.md"))));
            for (Path file : files) {
                pages.add(Page.read(file));
            }
            return pages.stream()
                    .filter(page ->
                            !page.statements().isEmpty() || !page.classes().isEmpty());
        }
    }

    @ParameterizedTest
    @MethodSource("pages")
    void itsProgramsCompileAndRunInTheirOrder(Page page) throws Exception {
        Snippets snippets = new Snippets(folder);
        assertThat(snippets.errors(page)).as(page.name()).isEmpty();

        try (LocalPlatform local = LocalPlatform.start();
                Platform platform = Platform.connect(
                        local.platformUrl(), AccessToken.of(local.platformToken()), o -> o.callHistorySize(9));
                Project project =
                        Project.connect(local.projectUrl(), ApiKey.of(local.serviceKey()), o -> o.callHistorySize(9))) {
            System.setProperty("s3.id", local.s3AccessKeyId());
            System.setProperty("s3.secret", local.s3SecretAccessKey());
            snippets.run(local, platform, project);
        }
    }

    @Test
    void theReadmeHasTheProgramsOfTheFirstHour() throws IOException {
        Page readme = Page.read(ROOT.resolve("README.md"));

        assertThat(readme.statements()).hasSizeGreaterThan(6);
        assertThat(readme.classes()).hasSize(2);
        assertThat(Files.readAllLines(ROOT.resolve("README.md")).size()).isLessThan(140);
    }

    @Test
    void theJavadocsOverviewShowsTheReadmesFirstProgram() throws IOException {
        assertThat(Files.readString(Path.of("src", "docs", "overview.html")))
                .contains(Page.read(ROOT.resolve("README.md")).classes().get(0));
    }

    @Test
    void theReadmesFirstProgramRunsWithTheVariablesOfTheEnvironment() throws Exception {
        Page readme = Page.read(ROOT.resolve("README.md"));
        new Snippets(folder).compile("FirstProgram", readme.classes().get(0));

        try (LocalPlatform local = LocalPlatform.start()) {
            ProcessBuilder program = new ProcessBuilder(
                    Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                    "-cp",
                    folder + System.getProperty("path.separator") + System.getProperty("java.class.path"),
                    "FirstProgram");
            program.environment().put("SUPABASE_URL", local.projectUrl());
            program.environment().put("SUPABASE_SERVICE_ROLE_KEY", local.serviceKey());
            Process process = program.redirectErrorStream(true).start();

            assertThat(new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                    .contains("User[", "ada@example.com");
            assertThat(process.waitFor()).isZero();
        }
    }

    @Test
    void aWrongNameIsFound() {
        Page page = new Page("x", List.of("project.noSuchMethod();"), List.of(), List.of());

        assertThat(new Snippets(folder).errors(page)).isNotEmpty();
    }
}
