package dev.plinth.examples.run;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The examples, as their sources describe themselves. */
final class Catalogue {

    private static final Pattern SENTENCE =
            Pattern.compile("/\\*\\* ?(.*?) \\*/\\s*public final class (\\w+)", Pattern.DOTALL);
    private static final Pattern ARGUMENTS = Pattern.compile("@param \\w+ (.*?)\\n *\\*(/| @)", Pattern.DOTALL);
    private static final Pattern INDEX = Pattern.compile("arguments\\[(\\d)]");

    private Catalogue() {}

    /**
     * An example.
     *
     * @param name the simple name of its class
     * @param type the name of its class
     * @param sentence what it does
     * @param arguments what its arguments are; "none" for none
     * @param count how many arguments it needs
     */
    record Entry(String name, String type, String sentence, String arguments, int count) {

        String usage() {
            return "usage: bin/example " + name + (count == 0 ? "" : " ARGUMENTS: " + arguments);
        }
    }

    /** Reads the sources below a folder. */
    static List<Entry> read(Path sources) {
        try (Stream<Path> files = Files.walk(sources)) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .filter(file -> !file.toString().matches(".*/(run|shell)/.*"))
                    .sorted()
                    .map(file -> entry(sources, file))
                    .flatMap(Stream::ofNullable)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Catalogue.@Nullable Entry entry(Path sources, Path file) {
        String source = text(file);
        Matcher sentence = SENTENCE.matcher(source);
        int main = source.indexOf("public static void main(");
        if (main < 0 || !sentence.find()) {
            return null;
        }
        Matcher arguments = ARGUMENTS.matcher(source.substring(0, main));
        String described = arguments.find() ? plain(arguments.group(1)) : "none";
        Matcher index = INDEX.matcher(source);
        int count = described.equals("none") ? 0 : 1;
        while (index.find()) {
            count = Math.max(count, Integer.parseInt(index.group(1)) + 1);
        }
        String type = sources.relativize(file).toString().replace(".java", "").replace('/', '.');
        return new Entry(sentence.group(2), type, plain(sentence.group(1)), described, count);
    }

    private static String plain(String comment) {
        return comment.replaceAll("\\s*\\n\\s*\\* ?", " ")
                .replaceAll("\\{@code ([^}]*)}", "$1")
                .strip();
    }

    private static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
