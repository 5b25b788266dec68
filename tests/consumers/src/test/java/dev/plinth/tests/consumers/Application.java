package dev.plinth.tests.consumers;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import java.io.File;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.ToolProvider;

/** An application that is compiled against jars only, and runs in a JVM of its own. */
record Application(Path classes, List<Path> jars) {

    Application {
        jars = jars.stream().flatMap(Application::jarsIn).toList();
    }

    private static Stream<Path> jarsIn(Path place) {
        if (!Files.isDirectory(place)) {
            return Stream.of(place);
        }
        try (Stream<Path> files = Files.list(place)) {
            return files.filter(file -> file.toString().endsWith(".jar")).sorted().toList().stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Returns the application with further jars, by the beginnings of their names. */
    Application with(Path folder, String... names) {
        Stream<Path> more = jarsIn(folder)
                .filter(jar -> Arrays.stream(names)
                        .anyMatch(name -> jar.getFileName().toString().startsWith(name)));
        return new Application(classes, Stream.concat(jars.stream(), more).toList());
    }

    void compileOnClassPath(Path... sources) {
        compile("--class-path", sources);
    }

    void compileOnModulePath(Path... sources) {
        compile("--module-path", sources);
    }

    private void compile(String option, Path... sources) {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        StringWriter said = new StringWriter();
        var files = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8);
        List<String> options = List.of(option, path(), "-d", classes.toString(), "--release", "17");
        boolean compiled = compiler.getTask(said, files, null, options, null, files.getJavaFileObjects(sources))
                .call();
        assertThat(compiled).as(said.toString()).isTrue();
    }

    private String path() {
        return jars.stream().map(Path::toString).collect(Collectors.joining(File.pathSeparator));
    }

    /** Runs the application against a platform; returns what it printed, and fails if it did. */
    String runOnClassPath(String main) throws Exception {
        return run(Path.of(System.getProperty("java.home")), "--class-path", main);
    }

    String runOnModulePath(String main) throws Exception {
        return run(Path.of(System.getProperty("java.home")), "--module-path", "--module", main);
    }

    String run(Path javaHome, String option, String... main) throws Exception {
        try (LocalPlatform platform = LocalPlatform.start()) {
            List<String> command = new ArrayList<>();
            command.add(javaHome.resolve("bin").resolve("java").toString());
            command.addAll(List.of(option, classes + File.pathSeparator + path()));
            command.addAll(List.of(main));
            command.addAll(List.of(
                    platform.platformUrl(),
                    platform.platformToken(),
                    platform.projectRef(),
                    platform.projectUrl(),
                    platform.serviceKey()));
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String printed = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            assertThat(process.waitFor()).as(printed).isZero();
            return printed;
        }
    }
}
