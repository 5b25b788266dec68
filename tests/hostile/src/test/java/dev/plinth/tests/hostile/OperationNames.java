package dev.plinth.tests.hostile;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The names of all operations, read in the sources that describe them: a new one cannot be forgotten. */
final class OperationNames {

    private static final Pattern NAME = Pattern.compile("\"([a-zA-Z0-9]+\\.[a-zA-Z0-9]+)\"");

    private OperationNames() {}

    static Set<String> all() throws IOException {
        Set<String> names = new TreeSet<>();
        for (String module : List.of("sdk-auth", "sdk-storage", "sdk-platform")) {
            try (Stream<Path> files =
                    Files.walk(Path.of(System.getProperty("root", "../.."), module, "src/main/java"))) {
                for (Path file : files.filter(OperationNames::describes).toList()) {
                    Matcher name = NAME.matcher(Files.readString(file));
                    while (name.find()) {
                        names.add(name.group(1));
                    }
                }
            }
        }
        return names;
    }

    private static boolean describes(Path file) {
        try {
            return file.toString().endsWith(".java")
                    && Files.readString(file).matches("(?s).*\\b(Operation(\\.<[^>]*>|\\.)\\w+\\(|Thin\\.\\w+\\().*");
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }
}
