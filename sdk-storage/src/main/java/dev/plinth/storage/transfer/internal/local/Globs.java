package dev.plinth.storage.transfer.internal.local;

import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/** Translates globs to regular expressions, independently of the file system, because keys are matched too. */
final class Globs {

    private final String glob;
    private final StringBuilder regex = new StringBuilder();
    private int position;
    private boolean inBraces;

    private Globs(String glob) {
        this.glob = glob;
    }

    /**
     * Returns a predicate that matches relative paths.
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
        while (position < glob.length()) {
            translate(glob.charAt(position));
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

    private void translate(char c) {
        switch (c) {
            case '*' -> translateStar();
            case '?' -> append("[^/]");
            case '[' -> translateCharacterClass();
            case '{' -> openGroup();
            case '}' -> closeGroup();
            case ',' -> append(inBraces ? "|" : ",");
            case '\\' -> translateEscape();
            default -> append(Pattern.quote(String.valueOf(c)));
        }
    }

    private void append(String expression) {
        regex.append(expression);
        position++;
    }

    private void translateStar() {
        if (!glob.startsWith("**", position)) {
            append("[^/]*");
        } else if (glob.startsWith("**/", position) && (position == 0 || glob.charAt(position - 1) == '/')) {
            regex.append("(?:.*/)?");
            position += 3;
        } else {
            regex.append(".*");
            position += 2;
        }
    }

    private void translateCharacterClass() {
        int end = glob.indexOf(']', position + 2);
        if (end < 0) {
            throw invalid("a bracket is not closed", null);
        }
        String content = glob.substring(position + 1, end);
        boolean negated = content.startsWith("!") || content.startsWith("^");
        String characters = (negated ? content.substring(1) : content)
                .replace("\\", "\\\\")
                .replace("[", "\\[")
                .replace("^", "\\^")
                .replace("&&", "&\\&");
        regex.append("(?!/)[").append(negated ? "^" : "").append(characters).append(']');
        position = end + 1;
    }

    private void openGroup() {
        if (inBraces) {
            throw invalid("braces cannot be nested", null);
        }
        inBraces = true;
        append("(?:");
    }

    private void closeGroup() {
        append(inBraces ? ")" : "\\}");
        inBraces = false;
    }

    private void translateEscape() {
        if (position + 1 == glob.length()) {
            throw invalid("it ends with a backslash", null);
        }
        position++;
        append(Pattern.quote(String.valueOf(glob.charAt(position))));
    }

    private IllegalArgumentException invalid(String reason, @Nullable PatternSyntaxException cause) {
        return new IllegalArgumentException("the pattern \"" + glob + "\" is not valid: " + reason, cause);
    }
}
