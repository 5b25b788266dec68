package dev.plinth.examples.shell;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;

/** Formats values as a table of their most telling accessors. */
final class Table {

    private static final int MOST_COLUMNS = 6;
    private static final int WIDEST = 40;
    private static final List<String> FIRST = List.of(
            "ref",
            "id",
            "key",
            "name",
            "email",
            "isPublic",
            "size",
            "contentType",
            "role",
            "status",
            "createdAt",
            "lastSignInAt");

    private Table() {}

    static String of(Iterable<?> values) {
        List<Map<String, String>> rows = new ArrayList<>();
        values.forEach(value -> rows.add(cells(value)));
        Map<String, Integer> widths = new LinkedHashMap<>();
        for (String column : FIRST) {
            rows.stream()
                    .filter(row -> !row.getOrDefault(column, "").isEmpty())
                    .mapToInt(row -> row.getOrDefault(column, "").length())
                    .max()
                    .ifPresent(width -> widths.put(column, Math.max(width, column.length())));
        }
        if (widths.isEmpty()) {
            return rows.isEmpty() ? "(empty)" : String.valueOf(rows);
        }
        List<String> columns = widths.keySet().stream().limit(MOST_COLUMNS).toList();
        StringBuilder text = new StringBuilder();
        columns.forEach(column -> text.append(pad(column, widths.getOrDefault(column, 0))));
        for (Map<String, String> row : rows) {
            text.append(System.lineSeparator());
            columns.forEach(column -> text.append(pad(row.getOrDefault(column, ""), widths.getOrDefault(column, 0))));
        }
        return text.toString();
    }

    private static String pad(String cell, int width) {
        return String.format("%-" + (width + 2) + "s", cell);
    }

    /** Reads the accessors of the public interface, which the class itself may not show. */
    private static Map<String, String> cells(Object value) {
        Map<String, String> cells = new LinkedHashMap<>();
        Set<Class<?>> types = Set.of(value.getClass().getInterfaces());
        types.stream()
                .flatMap(type -> Arrays.stream(type.getMethods()))
                .filter(method -> method.getParameterCount() == 0 && !Modifier.isStatic(method.getModifiers()))
                .filter(method -> FIRST.contains(method.getName()))
                .sorted(Comparator.comparing(Method::getName))
                .forEach(method -> cells.put(method.getName(), text(method, value)));
        return cells;
    }

    private static String text(Method accessor, Object value) {
        try {
            Object cell = accessor.invoke(value);
            Object present = cell instanceof Optional<?> optional && optional.isPresent()
                    ? optional.get()
                    : cell instanceof OptionalLong number && number.isPresent() ? number.getAsLong() : cell;
            boolean absent = present instanceof Optional<?> || present instanceof OptionalLong;
            String text = absent ? "" : String.valueOf(present);
            return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
        } catch (IllegalAccessException | InvocationTargetException e) {
            return "?";
        }
    }
}
