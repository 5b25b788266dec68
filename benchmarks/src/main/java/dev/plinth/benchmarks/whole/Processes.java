package dev.plinth.benchmarks.whole;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** Starts the server and the candidates; all trust one certificate, made for the run. */
final class Processes implements AutoCloseable {

    private static final String PASSWORD = "benchmark";

    private final Path folder;
    private final Process server;
    private final String httpPort;
    private final String httpsPort;

    Processes(Path folder) throws IOException {
        this.folder = folder;
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
                        List.of(Long.toString(Work.LARGE), Long.toString(64L << 20), Integer.toString(Work.SMALL)))
                .start();
        BufferedReader ports = lines(server);
        String[] both = ports.readLine().split(" ", -1);
        this.httpPort = both[0];
        this.httpsPort = both[1];
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

    /** Runs a candidate once, in a process of its own. */
    Sample run(String program, Work work, String scheme) throws IOException {
        String url = scheme + "://localhost:" + (scheme.equals("http") ? httpPort : httpsPort);
        Process process = java(
                        List.of(
                                "-Xmx512m",
                                "-Djavax.net.ssl.trustStore=" + store(),
                                "-Djavax.net.ssl.trustStorePassword=" + PASSWORD),
                        Worker.class,
                        List.of(program, work.name(), url, folder.toString()))
                .start();
        try (BufferedReader lines = lines(process)) {
            String line = lines.readLine();
            if (await(process) != 0 || line == null) {
                throw new IOException(program + " failed at " + work);
            }
            return Sample.parse(line);
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
