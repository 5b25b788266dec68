package dev.plinth.testkit.internal.cli;

import dev.plinth.testkit.LocalPlatform;
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
            out.println(arguments.json() ? Json.text(Summary.json(platform)) : Summary.text(platform));
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
}
