package dev.plinth.tests.architecture;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import dev.plinth.auth.AuthErrorCodes;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.auth.internal.api.AuthErrors;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.error.ErrorTable;
import dev.plinth.core.internal.error.SdkErrors;
import dev.plinth.storage.internal.api.StorageErrors;
import java.io.IOException;
import java.lang.reflect.Field;
import java.lang.reflect.Modifier;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * {@code docs/errors.md} is made of the catalogues in the code. After a change to one of them it is written anew by
 * {@code mvn test -pl tests/architecture -am -Dtest=ErrorsPageTest -Dsurefire.failIfNoSpecifiedTests=false
 * -Dplinth.docs.write=true}.
 */
class ErrorsPageTest {

    private static final Path PAGE = Path.of("..", "..", "docs", "errors.md");
    private static final Path REASONS =
            Path.of("..", "..", "sdk-auth/src/main/java/dev/plinth/auth/TokenVerificationException.java");
    private static final Path EXCEPTIONS = Path.of("src", "test", "resources", "exceptions.txt");

    @Test
    void thePageIsWhatTheCatalogueSays() throws IOException {
        String page = page();
        if (Boolean.getBoolean("plinth.docs.write")) {
            Files.writeString(PAGE, page);
        }

        assertThat(PAGE)
                .as("docs/errors.md is out of date: see %s", getClass().getSimpleName())
                .hasContent(page);
    }

    @Test
    void everyExceptionIsOnThePage() throws IOException {
        List<String> thrown = ModuleBoundariesTest.PLINTH.stream()
                .filter(type -> type.isAssignableTo(PlinthException.class))
                .filter(type -> !type.getModifiers().contains(JavaModifier.ABSTRACT))
                .map(JavaClass::getSimpleName)
                .toList();

        assertThat(exceptions().stream().map(row -> row.split(" \\| ", -1)[0]))
                .containsExactlyInAnyOrderElementsOf(thrown);
    }

    @Test
    void everyCodeThatProgramsCanNameIsOnThePage() throws IOException {
        String page = page();

        assertThat(constants(ErrorCode.class).toList())
                .hasSize(10)
                .allSatisfy(
                        code -> assertThat(SdkErrors.TABLE.find(code)).as(code).isPresent());
        assertThat(Stream.concat(constants(ErrorCode.class), constants(AuthErrorCodes.class)))
                .allSatisfy(code -> assertThat(page).contains("| `" + code + "` |"));
    }

    private static Stream<String> constants(Class<?> holder) {
        return Arrays.stream(holder.getFields())
                .filter(field -> Modifier.isStatic(field.getModifiers()))
                .map(ErrorsPageTest::value);
    }

    private static String value(Field constant) {
        try {
            return ((ErrorCode) constant.get(null)).value();
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Exception, whether a retry helps, what happened, what to do. */
    private static List<String> exceptions() throws IOException {
        return Files.readAllLines(EXCEPTIONS);
    }

    private static String page() throws IOException {
        List<String> lines = new ArrayList<>();
        lines.add("# Errors");
        lines.add("");
        lines.add(
                "All exceptions and error codes, what they mean, and what to do. Generated from the code; do not edit.");
        lines.add("");
        lines.add(
                "All exceptions are unchecked and extend `PlinthException`; `hint()` returns the text under *What to do*.");
        lines.add(
                "*Later* means that the same call may succeed later: then `retryable()` is true. Calls that may be repeated are");
        lines.add("retried after the statuses 408, 425, 429, 500, 502, 503, 504, 520–527, 530, 544 and 599.");
        section(lines, "Exceptions", "Exception", "Retry");
        exceptions().forEach(row -> lines.add(exception(row)));
        section(lines, "Codes of Plinth itself", "`ApiException.code()`", "Status", "Retry");
        lines.addAll(rows(SdkErrors.TABLE));
        section(lines, "Codes of the Auth server", "`ApiException.code()`", "Status", "Retry");
        lines.addAll(rows(AuthErrors.TABLE));
        section(lines, "Codes of the Storage server", "`ApiException.code()`", "Status", "Retry");
        lines.addAll(rows(StorageErrors.TABLE));
        section(lines, "Why a token is refused", "`TokenVerificationException.reason()`");
        for (Reason reason : Reason.values()) {
            lines.add("| `" + reason + "` | " + meaning(reason) + " | " + sentence(reason.advice()) + " |");
        }
        return String.join("\n", lines) + "\n";
    }

    private static void section(List<String> lines, String title, String... columns) {
        lines.addAll(List.of("", "## " + title, ""));
        lines.add("| " + String.join(" | ", columns) + " | What happened | What to do |");
        lines.add("|" + "---|".repeat(columns.length + 2));
    }

    private static String exception(String row) {
        String[] cells = row.split(" \\| ", -1);
        return "| `" + cells[0] + "` | " + cells[1] + " | " + cells[2] + " | " + cells[3] + " |";
    }

    private static List<String> rows(ErrorTable table) {
        return table.entries().stream()
                .map(entry -> "| `" + entry.code() + "` | " + entry.statuses() + " | "
                        + retry(entry) + " | " + sentence(entry.meaning()) + " | "
                        + entry.hint().map(ErrorsPageTest::sentence).orElse("–") + " |")
                .toList();
    }

    private static String retry(ErrorTable.Entry entry) {
        return entry.statuses().equals("any") ? "by its status" : entry.retryable() ? "later" : "no";
    }

    /** Returns what is said of a reason where it is declared. */
    private static String meaning(Reason reason) throws IOException {
        Matcher comment =
                Pattern.compile("/\\*\\* ([^*]*) \\*/\\s+" + reason + "\\(").matcher(Files.readString(REASONS));
        assertThat(comment.find()).as(reason.name()).isTrue();
        return sentence(comment.group(1).replaceAll("\\{@code ([^}]*)}", "`$1`"));
    }

    /** In Markdown, stars and lines between have a meaning of their own. */
    private static String sentence(String text) {
        String escaped = text.replace("|", "\\|").replace("*", "\\*").replace("<", "\\<");
        return Character.toUpperCase(escaped.charAt(0)) + escaped.substring(1);
    }
}
