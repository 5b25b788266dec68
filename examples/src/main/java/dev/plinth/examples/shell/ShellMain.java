package dev.plinth.examples.shell;

import java.util.List;
import java.util.stream.Stream;
import jdk.jshell.tool.JavaShellToolBuilder;

/** Starts JShell in this JVM, so that exceptions can be shown in one line. */
public final class ShellMain {

    private ShellMain() {}

    /**
     * Starts JShell.
     *
     * @param arguments the start script, and arguments of {@code jshell}
     * @throws Exception if JShell cannot be started
     */
    public static void main(String[] arguments) throws Exception {
        List<String> fixed = List.of(
                "--execution",
                OneLineErrors.NAME,
                "--class-path",
                System.getProperty("java.class.path"),
                "--startup",
                "DEFAULT",
                "--startup",
                arguments[0],
                "--feedback",
                "concise");
        String[] all =
                Stream.concat(fixed.stream(), Stream.of(arguments).skip(1)).toArray(String[]::new);
        System.exit(JavaShellToolBuilder.builder().start(all));
    }
}
