package dev.plinth.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.s3compat.S3Compat;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;

/** Runs programs in Apache Spark, each in a process with Spark's own class path. */
final class Spark {

    private static final Path TARGET = Path.of(System.getProperty("plinth.spark", ""));

    /** What Spark opens for itself when it is started by its own scripts. */
    private static final List<String> OPENED = List.of(
            "java.lang",
            "java.lang.invoke",
            "java.lang.reflect",
            "java.io",
            "java.net",
            "java.nio",
            "java.util",
            "java.util.concurrent",
            "java.util.concurrent.atomic",
            "sun.nio.ch",
            "sun.nio.cs",
            "sun.security.action",
            "sun.util.calendar");

    private Spark() {}

    /** Runs a program; returns its results. Settings go over its input, because some are secrets. */
    static Map<String, String> run(String program, String target, Map<String, String> settings)
            throws IOException, InterruptedException {
        Process process = new ProcessBuilder(command(program, target))
                .redirectErrorStream(true)
                .start();
        Properties properties = new Properties();
        properties.putAll(settings);
        try (OutputStream input = process.getOutputStream()) {
            properties.store(input, null);
        }
        Map<String, String> results = new LinkedHashMap<>();
        List<String> output = new ArrayList<>();
        try (BufferedReader lines = process.inputReader()) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                output.add(line);
                if (line.startsWith("RESULT ")) {
                    System.out.println(program + ": " + line.substring(7));
                    String[] result = line.substring(7).split("=", 2);
                    results.put(result[0], result[1]);
                }
            }
        }
        assertThat(process.waitFor())
                .as(() -> String.join("\n", output.subList(Math.max(0, output.size() - 200), output.size())))
                .isZero();
        return results;
    }

    /** The one jar of Plinth that S3A needs, without what it depends on. */
    private static Path interceptors() {
        try {
            return Path.of(S3Compat.class
                    .getProtectionDomain()
                    .getCodeSource()
                    .getLocation()
                    .toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    private static List<String> command(String program, String target) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.add("-Xmx2g");
        OPENED.forEach(name -> command.add("--add-opens=java.base/" + name + "=ALL-UNNAMED"));
        command.add("-cp");
        command.add(String.join(
                System.getProperty("path.separator"),
                TARGET.resolve("classes").toString(),
                TARGET.resolve("run") + "/*",
                interceptors().toString()));
        command.add("dev.plinth.tests.spark.Main");
        command.add(program);
        command.add(target);
        return command;
    }
}
