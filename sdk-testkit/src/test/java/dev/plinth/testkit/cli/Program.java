package dev.plinth.testkit.cli;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;

/** The platform as a process of its own. */
public final class Program implements AutoCloseable {
    private final Process process;
    private final BufferedReader out;

    private Program(Process process) {
        this.process = process;
        this.out = new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    /** Starts it with options for the JVM, a bar, and its own: {@code -Xmx64m | --json}. */
    public static Program start(String... options) throws IOException {
        List<String> all = List.of(options);
        int bar = all.indexOf("|");
        List<String> command = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        command.addAll(all.subList(0, Math.max(0, bar)));
        String classPath = System.getProperty("surefire.test.class.path", System.getProperty("java.class.path"));
        command.addAll(List.of("-cp", classPath, "dev.plinth.testkit.internal.cli.Main"));
        command.addAll(all.subList(bar + 1, all.size()));
        return new Program(new ProcessBuilder(command).start());
    }

    /** The line of JSON that it prints when it is ready. */
    public JsonNode ready() throws IOException {
        return new ObjectMapper().readTree(Objects.requireNonNull(out.readLine(), "it ended"));
    }

    /** The next lines that it prints, up to one with a prefix. */
    public List<String> linesTo(String prefix) throws IOException {
        List<String> lines = new ArrayList<>();
        do {
            lines.add(Objects.requireNonNull(out.readLine(), "it ended"));
        } while (!lines.get(lines.size() - 1).startsWith(prefix));
        return lines;
    }

    public Process process() {
        return process;
    }

    /** What it says on its error stream, until it ends. */
    public String errors() throws IOException {
        return new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    /** All that it says, until it ends. */
    public String output() throws IOException {
        StringBuilder all = new StringBuilder();
        for (String line = out.readLine(); line != null; line = out.readLine()) {
            all.append(line).append('\n');
        }
        return all.toString();
    }

    public int exitCode() throws InterruptedException {
        if (!process.waitFor(120, TimeUnit.SECONDS)) {
            throw new IllegalStateException("it does not end");
        }
        return process.exitValue();
    }

    /** As {@code kill -9} does. */
    public void kill() throws InterruptedException {
        process.destroyForcibly().waitFor();
    }

    @Override
    public void close() {
        // politely, so that it deletes its temporary folder
        process.toHandle().destroy();
        process.onExit()
                .orTimeout(60, TimeUnit.SECONDS)
                .exceptionally(e -> process.destroyForcibly())
                .join();
    }
}
