package dev.plinth.tests.kotlin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jetbrains.kotlin.cli.common.ExitCode;
import org.jetbrains.kotlin.cli.jvm.K2JVMCompiler;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Programs in Kotlin: the compiler knows which values can be null, and lambdas need no Java types. */
class KotlinTest {

    private static final Path SOURCES = Path.of("src", "test", "resources");

    @TempDir
    Path classes;

    @Test
    void aProgramCompilesWithoutWarningsAndRuns() throws Exception {
        Compilation compiled = compile("Shop.kt");

        assertThat(compiled.exit()).as(compiled.messages()).isEqualTo(ExitCode.OK);
        try (LocalPlatform platform = LocalPlatform.start()) {
            assertThat(run("ShopKt", platform.projectUrl(), platform.serviceKey())
                            .lines())
                    .containsExactly("created ada@example.com", "hello", "ada.txt", "NoSuchKey", "true");
        }
    }

    @Test
    void theCompilerRefusesNullWhereAValueIsRequired() {
        Compilation compiled = compile("Null.kt");

        assertThat(compiled.exit()).isEqualTo(ExitCode.COMPILATION_ERROR);
        assertThat(compiled.messages()).contains("Null.kt:4", "null cannot be a value of a non-null type");
    }

    private record Compilation(ExitCode exit, String messages) {}

    private Compilation compile(String source) {
        ByteArrayOutputStream messages = new ByteArrayOutputStream();
        ExitCode exit = new K2JVMCompiler()
                .exec(
                        new PrintStream(messages, true, StandardCharsets.UTF_8),
                        "-Werror",
                        "-no-stdlib",
                        "-no-reflect",
                        "-jvm-target",
                        "17",
                        "-classpath",
                        jars(),
                        "-d",
                        classes.toString(),
                        SOURCES.resolve(source).toString());
        return new Compilation(exit, messages.toString(StandardCharsets.UTF_8));
    }

    /** Returns the class path without directories that do not exist: the compiler would warn of them. */
    private static String jars() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> Files.exists(Path.of(entry)))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private String run(String main, String... arguments) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                classes + File.pathSeparator + System.getProperty("java.class.path"),
                main));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(process.waitFor()).as(printed).isZero();
        return printed;
    }
}
