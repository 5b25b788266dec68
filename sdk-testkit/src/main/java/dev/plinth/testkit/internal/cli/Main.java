package dev.plinth.testkit.internal.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalProject;
import dev.plinth.testkit.internal.http.HttpServer;
import dev.plinth.testkit.internal.json.Json;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;

/** The platform as a program: runs until it is told to end. */
public final class Main {
    private static final int BAD_USE = 2;

    private Main() {}

    public static void main(String[] args) throws InterruptedException {
        // Jetty logs through SLF4J; without a logger in the jar, its notice would be the first thing users see
        System.setProperty("slf4j.internal.verbosity", "ERROR");
        HttpServer.warmUp();
        int exit = start(List.of(args), System.out, System.err);
        if (exit >= 0) {
            System.exit(exit);
        }
        new CountDownLatch(1).await();
    }

    /** Starts a platform that ends with the JVM; returns an exit code when there is nothing to wait for, else -1. */
    private static int start(List<String> args, PrintStream out, PrintStream err) {
        try {
            Arguments arguments = Arguments.of(args);
            if (arguments.help()) {
                out.println(Arguments.USAGE);
                return 0;
            }
            LocalPlatform platform = arguments.builder().start();
            Runtime.getRuntime().addShutdownHook(new Thread(platform::close, "local-platform-end"));
            out.println(arguments.json() ? Json.text(json(platform)) : text(platform));
            out.flush();
            return -1;
        } catch (IllegalArgumentException | UncheckedIOException e) {
            err.println("plinth-local-platform: " + oneLine(e.getMessage()));
            return BAD_USE;
        }
    }

    private static String oneLine(@Nullable String message) {
        return message == null ? "it did not start" : message.replaceAll("\\s*\\R\\s*", " ");
    }

    private static ObjectNode json(LocalPlatform platform) {
        LocalProject project = platform.project();
        ObjectNode line = Json.object()
                .put("platformUrl", platform.platformUrl())
                .put("projectRef", project.projectRef())
                .put("projectUrl", project.projectUrl())
                .put("platformToken", platform.platformToken())
                .put("localToken", platform.localToken())
                .put("anonKey", project.anonKey())
                .put("serviceKey", project.serviceKey())
                .put("jwtSecret", project.jwtSecret())
                .put("storageUrl", project.storageUrl())
                .put("authUrl", project.authUrl());
        line.putObject("s3")
                .put("endpoint", project.s3Endpoint())
                .put("region", project.s3Region())
                .put("accessKeyId", project.s3AccessKeyId())
                .put("secretAccessKey", project.s3SecretAccessKey());
        return line;
    }

    private static String text(LocalPlatform platform) {
        StringBuilder text = new StringBuilder("The local platform is ready; look at " + platform.platformUrl()
                + "/__local/\n\nplatform    " + platform.platformUrl() + "\ntoken       "
                + platform.platformToken() + "\nlocal token " + platform.localToken() + "\n");
        platform.projects().forEach(project -> append(text, project));
        return text.append("\nFor programs that read their environment:\n")
                .append("export SUPABASE_URL=")
                .append(platform.projectUrl())
                .append("\nexport SUPABASE_SERVICE_ROLE_KEY=")
                .append(platform.serviceKey())
                .append('\n')
                .toString();
    }

    private static void append(StringBuilder text, LocalProject project) {
        text.append("\nproject     ").append(project.projectRef());
        text.append("\n  url       ").append(project.projectUrl());
        text.append("\n  anon key  ").append(project.anonKey());
        text.append("\n  service   ").append(project.serviceKey());
        text.append("\n  jwt       ").append(project.jwtSecret());
        text.append("\n  s3        ")
                .append(project.s3Endpoint())
                .append("  region ")
                .append(project.s3Region());
        text.append("\n  s3 key    ").append(project.s3AccessKeyId());
        text.append("\n  s3 secret ").append(project.s3SecretAccessKey()).append('\n');
    }
}
