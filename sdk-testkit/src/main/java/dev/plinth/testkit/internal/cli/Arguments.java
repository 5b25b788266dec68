package dev.plinth.testkit.internal.cli;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalPlatformBuilder;
import dev.plinth.testkit.Profile;
import dev.plinth.testkit.internal.config.Policies.PolicyJson;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;

/** The command line, read into a builder. */
final class Arguments {
    static final String USAGE = """
            usage: java -jar plinth-local-platform.jar [options]
              --port N                the platform's port; 0, the default, for a free one
              --project-port N        a project's port; may be repeated, in the order of --ref
              --host ADDRESS          the address to listen on (127.0.0.1)
              --data DIR              keeps users and objects in a directory, across restarts
              --ref REF               a project's ref; may be repeated, for several projects
              --jwt-secret S          the secret that all keys are derived from
              --region R              the region that S3 clients sign for (local)
              --file-size-limit BYTES the maximum size of an object in bytes (52428800)
              --policies FILE         row-level rules, as JSON
              --profile NAME          powabase, seed, studio or lossy
              --set NAME=VALUE        a setting with the server's own name; may be repeated
              --settings FILE         lines of NAME=VALUE
              --json                  prints one line of JSON when ready
              --log                   prints a line to standard error for each request
              --quiet                 prints no stack traces of internal errors
              --help                  prints this""";

    private final LocalPlatformBuilder builder = LocalPlatform.builder();
    private final List<Integer> projectPorts = new ArrayList<>();
    private boolean json;
    private boolean help;

    private Arguments() {}

    /** Reads the options; an {@link IllegalArgumentException} says in one line what is wrong. */
    static Arguments of(List<String> args) {
        Arguments arguments = new Arguments();
        Iterator<String> rest = args.iterator();
        while (rest.hasNext()) {
            arguments.read(rest.next(), rest);
        }
        return arguments;
    }

    LocalPlatformBuilder builder() {
        return builder.projectPorts(
                projectPorts.stream().mapToInt(Integer::intValue).toArray());
    }

    boolean json() {
        return json;
    }

    boolean help() {
        return help;
    }

    private void read(String option, Iterator<String> rest) {
        switch (option) {
            case "--json" -> json = true;
            case "--help", "-h" -> help = true;
            case "--log" -> builder.logRequests();
            case "--quiet" -> builder.quiet();
            case "--port" -> builder.port(port(option, value(option, rest)));
            case "--project-port" -> projectPorts.add(port(option, value(option, rest)));
            case "--host" -> builder.host(value(option, rest));
            case "--data" -> builder.data(Path.of(value(option, rest)));
            case "--ref" -> builder.project(value(option, rest));
            case "--jwt-secret" -> builder.jwtSecret(value(option, rest));
            case "--region" -> builder.region(value(option, rest));
            case "--file-size-limit" -> builder.set("UPLOAD_FILE_SIZE_LIMIT", value(option, rest));
            case "--profile" -> builder.profile(Profile.of(value(option, rest)));
            case "--policies" -> policies(Path.of(value(option, rest)));
            case "--set" -> set(value(option, rest));
            case "--settings" -> text(Path.of(value(option, rest))).lines().forEach(this::setLine);
            default -> throw new IllegalArgumentException("unknown option " + option + "; try --help");
        }
    }

    private void policies(Path file) {
        PolicyJson.parse(text(file)).forEach(builder::policy);
    }

    private void setLine(String line) {
        String trimmed = line.strip();
        if (!trimmed.isEmpty() && !trimmed.startsWith("#")) {
            set(trimmed.startsWith("export ") ? trimmed.substring(7) : trimmed);
        }
    }

    private void set(String assignment) {
        int equals = assignment.indexOf('=');
        if (equals < 1) {
            throw new IllegalArgumentException("a setting is NAME=VALUE, not '" + assignment + "'");
        }
        builder.set(
                assignment.substring(0, equals).strip(),
                unquoted(assignment.substring(equals + 1).strip()));
    }

    private static String unquoted(String value) {
        boolean quoted = value.matches("(?s)\".*\"|'.*'");
        return quoted ? value.substring(1, value.length() - 1) : value;
    }

    private static String value(String option, Iterator<String> rest) {
        if (!rest.hasNext()) {
            throw new IllegalArgumentException("option " + option + " needs a value");
        }
        return rest.next();
    }

    private static int port(String option, String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= 65_535) {
                return port;
            }
        } catch (NumberFormatException e) {
            // refused below, as a number out of range is
        }
        throw new IllegalArgumentException(option + " is a number from 0 to 65535, not '" + text + "'");
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new IllegalArgumentException("cannot read " + file, e);
        }
    }
}
