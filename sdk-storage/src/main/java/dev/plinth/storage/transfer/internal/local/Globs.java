package dev.plinth.storage.transfer.internal.local;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Translates globs to regular expressions. Not by the file system: names of objects are compared too. */
final class Globs {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int at;
    private boolean inBraces;

    private Globs(String glob) {
        this.glob = glob;
    }

    /**
     * Returns a test of relative paths.
     *
     * @throws IllegalArgumentException if the glob is not valid
     */
    static Predicate<String> matcher(String glob) {
        String normal = glob.startsWith("/") ? glob.substring(1) : glob;
        boolean nameOnly = glob.indexOf('/') < 0;
        Pattern pattern = new Globs(normal).compile();
        return path -> pattern.matcher(nameOnly ? path.substring(path.lastIndexOf('/') + 1) : path)
                .matches();
    }

    private Pattern compile() {
        while (at < glob.length()) {
            next(glob.charAt(at));
        }
        if (inBraces) {
            throw invalid("a brace is not closed", null);
        }
        try {
            return Pattern.compile(regex.toString(), Pattern.DOTALL);
        } catch (PatternSyntaxException e) {
            throw invalid(e.getDescription(), e);
        }
    }

    private void next(char c) {
        switch (c) {
            case '*' -> star();
            case '?' -> append("[^/]");
            case '[' -> set();
            case '{' -> open();
            case '}' -> close();
            case ',' -> append(inBraces ? "|" : ",");
            case '\\' -> escaped();
            default -> append(Pattern.quote(String.valueOf(c)));
        }
    }

    private void append(String expression) {
        regex.append(expression);
        at++;
    }

    private void star() {
        if (!glob.startsWith("**", at)) {
            append("[^/]*");
        } else if (glob.startsWith("**/", at) && (at == 0 || glob.charAt(at - 1) == '/')) {
            regex.append("(?:.*/)?");
            at += 3;
        } else {
            regex.append(".*");
            at += 2;
        }
    }

    private void set() {
        int end = glob.indexOf(']', at + 2);
        if (end < 0) {
            throw invalid("a bracket is not closed", null);
        }
        String content = glob.substring(at + 1, end);
        boolean negated = content.startsWith("!") || content.startsWith("^");
        String characters = (negated ? content.substring(1) : content)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("^", "\\^")
                .replace("&&", "&\\&");
        regex.append("(?!/)[").append(negated ? "^" : "").append(characters).append(']');
        at = end + 1;
    }

    private void open() {
        if (inBraces) {
            throw invalid("braces cannot be nested", null);
        }
        inBraces = true;
        append("(?:");
    }

    private void close() {
        append(inBraces ? ")" : "\\}");
        inBraces = false;
    }

    private void escaped() {
        if (at + 1 == glob.length()) {
            throw invalid("it ends with a backslash", null);
        }
        at++;
        append(Pattern.quote(String.valueOf(glob.charAt(at))));
    }

    private IllegalArgumentException invalid(String why, @Nullable PatternSyntaxException cause) {
        return new IllegalArgumentException("the pattern \"" + glob + "\" is not valid: " + why, cause);
    }
}
