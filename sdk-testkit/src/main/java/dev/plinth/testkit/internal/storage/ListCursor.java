package dev.plinth.testkit.internal.storage;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;

/**
 * The end of a page of list v2, and the order of the list, as base64 of lines.
 *
 * <p>The lines are those of the server, with a mark added where they are the same for the object {@code a} and the
 * folder {@code a/}: there the server skips entries.
 *
 * @param last the last name; a folder's without its slash
 * @param order {@code asc} or {@code desc}; empty where nothing was asked for
 * @param column what is sorted by; empty means the name
 * @param value the last date, when it is a date
 * @param mark {@code /} after a folder, {@code .} after an object, empty where it makes no difference
 */
public record ListCursor(String last, String order, String column, String value, String mark) {
    private static final StorageError INVALID = StorageError.INVALID_PARAMETER;
    private static final String TOKEN = "Invalid Parameter continuation token";

    public static final ListCursor START = new ListCursor("", "", "", "", "");

    public static ListCursor parse(String text) {
        Map<Character, String> lines = new HashMap<>();
        for (String line : decode(text).split("\n", -1)) {
            INVALID.throwIf(line.length() < 2 || line.charAt(1) != ':', TOKEN);
            lines.put(line.charAt(0), line.substring(2));
        }
        INVALID.throwIf(!lines.containsKey('l'), TOKEN);
        ListCursor cursor = new ListCursor(
                lines.getOrDefault('l', ""),
                lines.getOrDefault('o', "asc"),
                lines.getOrDefault('c', ""),
                lines.getOrDefault('a', ""),
                lines.getOrDefault('k', ""));
        if (cursor.byDate()) {
            cursor.time();
        }
        return cursor;
    }

    public String text() {
        String lines = "l:" + last + line("o", order) + line("c", column) + line("a", value) + line("k", mark);
        return Base64.getEncoder().encodeToString(lines.getBytes(StandardCharsets.UTF_8));
    }

    private static String line(String name, String value) {
        return value.isEmpty() ? "" : "\n" + name + ":" + value;
    }

    boolean descending() {
        return order.equals("desc");
    }

    boolean byDate() {
        return column.equals("created_at") || column.equals("updated_at");
    }

    /** The last name as lists sort it: a folder's with its slash. */
    String sortedLast() {
        return mark.equals("/") ? last + "/" : last;
    }

    /** Whether something of this date and name, a folder's with its slash, comes after the cursor. */
    boolean isBefore(Instant date, String name) {
        if (value.isEmpty()) {
            return true;
        }
        int byDate = date.compareTo(time());
        int position = byDate == 0 ? name.compareTo(sortedLast()) : byDate;
        return descending() ? position < 0 : position > 0;
    }

    private Instant time() {
        try {
            return Instant.parse(value);
        } catch (DateTimeParseException e) {
            throw INVALID.with(TOKEN);
        }
    }

    private static String decode(String text) {
        try {
            return new String(Base64.getDecoder().decode(text), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw INVALID.with(TOKEN);
        }
    }
}
