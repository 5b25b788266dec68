package dev.plinth.tests.consumers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Enumeration;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;

/** Applications that are packed or run in another way. Run by {@code -Pconsumers}. */
@EnabledIfSystemProperty(named = "plinth.consumers", matches = "true")
class OtherRuntimesIT {

    private static final Path RUNTIME = Path.of("target", "runtime");
    private static final Path MAIN = Path.of("src", "test", "resources", "consumer", "app", "Main.java");

    @TempDir
    Path folder;

    @Test
    void runsFromOneJarWithAllDependencies() throws Exception {
        Application application = new Application(folder, List.of(RUNTIME));
        application.compileOnClassPath(MAIN);
        Path shaded = folder.resolve("shaded.jar");
        shade(application.jars(), shaded);

        assertThat(new Application(folder, List.of(shaded)).runOnClassPath("app.Main"))
                .contains("5 bytes", "1 objects", "NoSuchKey", "buckets for Ada");
    }

    @Test
    void runsOnJava25() throws Exception {
        Path java25 = java25();
        assumeThat(java25).as("a JDK 25: -Dplinth.jdk25=FOLDER").isNotNull();
        Application application = new Application(folder, List.of(RUNTIME));
        application.compileOnClassPath(MAIN);

        assertThat(application.run(java25, "--class-path", "app.Main")).contains("5 bytes", "buckets for Ada");
    }

    @Test
    void storageRunsAlone() throws Exception {
        List<Path> jars = new Application(folder, List.of(RUNTIME))
                .jars().stream()
                        .filter(jar -> !jar.getFileName().toString().matches("(plinth-auth|plinth-[0-9]|java-jwt).*"))
                        .toList();
        Application application = new Application(folder, jars);
        application.compileOnClassPath(Path.of("src", "test", "resources", "storage", "app", "StorageOnly.java"));

        assertThat(application.runOnClassPath("app.StorageOnly")).contains("5 bytes");
    }

    @Test
    void anOlderOkHttpThatComesFirstIsNamed() throws Exception {
        Application application = new Application(folder, List.of(RUNTIME));
        application.compileOnClassPath(MAIN);
        Application outdated = new Application(folder, List.of(Path.of("target", "outdated"), RUNTIME));

        assertThatThrownBy(() -> outdated.runOnClassPath("app.Main"))
                .hasMessageContaining("OkHttp (com.squareup.okhttp3:okhttp-jvm) 4.12.0 is on the class path,"
                        + " but Plinth requires 5.4 or newer");
    }

    private static Path java25() throws IOException {
        String given = System.getProperty("plinth.jdk25", "");
        if (!given.isEmpty()) {
            return Path.of(given);
        }
        Path installed = Path.of("/usr/lib/jvm");
        if (!Files.isDirectory(installed)) {
            return null;
        }
        try (Stream<Path> homes = Files.list(installed)) {
            return homes.filter(home -> home.getFileName().toString().matches(".*[-]25([-.].*)?"))
                    .findFirst()
                    .orElse(null);
        }
    }

    /** Merges jars as the shade plugin does with its transformer of service files. */
    private static void shade(List<Path> jars, Path target) throws IOException {
        Map<String, StringBuilder> services = new LinkedHashMap<>();
        Set<String> written = new HashSet<>();
        try (OutputStream file = Files.newOutputStream(target);
                JarOutputStream out = new JarOutputStream(file)) {
            for (Path path : jars) {
                try (JarFile jar = new JarFile(path.toFile())) {
                    Enumeration<JarEntry> entries = jar.entries();
                    while (entries.hasMoreElements()) {
                        add(jar, entries.nextElement(), out, services, written);
                    }
                }
            }
            for (Map.Entry<String, StringBuilder> service : services.entrySet()) {
                out.putNextEntry(new JarEntry(service.getKey()));
                out.write(service.getValue().toString().getBytes(java.nio.charset.StandardCharsets.UTF_8));
            }
        }
    }

    private static void add(
            JarFile jar, JarEntry entry, JarOutputStream out, Map<String, StringBuilder> services, Set<String> written)
            throws IOException {
        String name = entry.getName();
        if (entry.isDirectory() || name.endsWith("module-info.class") || name.equals(JarFile.MANIFEST_NAME)) {
            return;
        }
        byte[] content = jar.getInputStream(entry).readAllBytes();
        if (name.startsWith("META-INF/services/")) {
            services.computeIfAbsent(name, key -> new StringBuilder())
                    .append(new String(content, java.nio.charset.StandardCharsets.UTF_8))
                    .append('\n');
        } else if (written.add(name)) {
            out.putNextEntry(new JarEntry(name));
            out.write(content);
        }
    }
}
