package dev.plinth.benchmarks;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the server and the candidates; all trust one certificate, made for the run. */
final class Processes implements AutoCloseable {

    private static final String PASSWORD = "benchmark";

    private final Path folder;
    private final Process server;
    private final String[] ports;
    private final int rounds;

    /** Makes a server; candidates repeat calls so many times before they are measured. */
    Processes(Path folder, int rounds) throws IOException {
        this.folder = folder;
        this.rounds = rounds;
        keytool(
                "-genkeypair",
                "-alias",
                "server",
                "-keyalg",
                "EC",
                "-dname",
                "CN=localhost",
                "-ext",
                "SAN=dns:localhost");
        this.server = java(
                        List.of("-Djavax.net.ssl.keyStore=" + store(), "-Djavax.net.ssl.keyStorePassword=" + PASSWORD),
                        TransferServer.class,
                        List.of(Long.toString(Work.LARGE), Long.toString(Work.WARM_UP), Integer.toString(Work.SMALL)))
                .start();
        this.ports = lines(server).readLine().split(" ", -1);
    }

    private Path store() {
        return folder.resolve("server.p12");
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/keytool"));
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store().toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).inheritIO().start();
        if (await(process) != 0) {
            throw new IOException("keytool failed");
        }
    }

    /** Runs a row's candidate once, in a process of its own. */
    Sample candidate(Row row) throws IOException {
        if (!row.archive()) {
            return run(row, row.candidate(), List.of());
        }
        Path archive = folder.resolve(row.candidate() + ".jsa");
        if (!Files.exists(archive)) {
            Sample ignored = run(row, row.candidate(), List.of("-XX:ArchiveClassesAtExit=" + archive));
        }
        return run(row, row.candidate(), List.of("-XX:SharedArchiveFile=" + archive));
    }

    /** Runs a row's baseline once, in a process of its own. */
    Sample baseline(Row row) throws IOException {
        return run(row, row.baseline(), List.of());
    }

    private Sample run(Row row, String program, List<String> more) throws IOException {
        String url = row.link().scheme() + "://localhost:" + row.link().port(ports);
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + row.heap() + "m",
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-Djavax.net.ssl.trustStore=" + store(),
                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD));
        options.addAll(more);
        Process process = java(
                        options,
                        Worker.class,
                        List.of(program, row.work().name(), url, folder.toString(), Integer.toString(rounds)))
                .start();
        try (BufferedReader lines = lines(process)) {
            String line = lines.readLine();
            if (await(process) != 0 || line == null) {
                throw new IOException(program + " failed at " + row.work());
            }
            return Sample.parse(line);
        }
    }

    /** Runs {@link Slices} in a process of its own, and returns its lines. */
    List<String> slices(List<String> arguments, boolean virtualThreads) throws IOException {
        List<String> options = new ArrayList<>(List.of(
                "-Xmx" + Row.HEAP + "m", "-Durl=" + Link.HTTP.scheme() + "://localhost:" + Link.HTTP.port(ports)));
        if (virtualThreads) {
            options.add("-Djmh.executor=VIRTUAL");
        }
        Process process = java(options, Slices.class, arguments).start();
        try (BufferedReader lines = lines(process)) {
            // JMH prints warnings among them.
            List<String> pairs = lines.lines()
                    .filter(line -> line.matches("[-0-9.E]+( [-0-9.E]+){3}"))
                    .toList();
            if (await(process) != 0 || pairs.isEmpty()) {
                throw new IOException(arguments + " failed");
            }
            return pairs;
        }
    }

    private static ProcessBuilder java(List<String> options, Class<?> program, List<String> arguments) {
        List<String> command = new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java"));
        command.addAll(options);
        command.addAll(List.of("-cp", System.getProperty("java.class.path"), program.getName()));
        command.addAll(arguments);
        return new ProcessBuilder(command).redirectError(ProcessBuilder.Redirect.INHERIT);
    }

    private static BufferedReader lines(Process process) {
        return new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8));
    }

    private static int await(Process process) throws IOException {
        try {
            return process.waitFor();
        } catch (InterruptedException e) {
            process.destroy();
            throw new IOException("interrupted", e);
        }
    }

    @Override
    public void close() {
        server.destroy();
    }
}
