package dev.plinth.testkit.internal.tus;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The header {@code Upload-Metadata}: names, and values in base64, in their order. */
record TusMetadata(Map<String, String> values) {
    private static final Pattern NAME = Pattern.compile("[\\x21-\\x7e&&[^,]]+");
    private static final Pattern SECONDS = Pattern.compile("[0-9]+");

    static boolean isValid(String header) {
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", -1);
            if (parts.length > 2
                    || !NAME.matcher(parts[0]).matches()
                    || (parts.length == 2 && decode(parts[1]) == null)) {
                return false;
            }
        }
        return true;
    }

    static TusMetadata parse(String header) {
        Map<String, String> values = new LinkedHashMap<>();
        for (String pair : header.split(",", -1)) {
            String[] parts = pair.strip().split(" ", -1);
            String value = parts.length == 2 ? decode(parts[1]) : "";
            values.put(parts[0], value == null ? "" : value);
        }
        return new TusMetadata(values);
    }

    /** As the server keeps it: the cache control is seconds, or nothing that counts. */
    TusMetadata normalised() {
        Map<String, String> same = new LinkedHashMap<>(values);
        String seconds = values.getOrDefault("cacheControl", "");
        same.put("cacheControl", SECONDS.matcher(seconds).matches() ? "max-age=" + seconds : "no-cache");
        return new TusMetadata(same);
    }

    String text() {
        StringBuilder text = new StringBuilder();
        values.forEach((name, value) -> {
            text.append(text.isEmpty() ? "" : ",").append(name);
            if (!value.isEmpty()) {
                byte[] bytes = value.getBytes(StandardCharsets.UTF_8);
                text.append(' ').append(Base64.getEncoder().encodeToString(bytes));
            }
        });
        return text.toString();
    }

    String get(String name) {
        return values.getOrDefault(name, "");
    }

    private static @Nullable String decode(String base64) {
        try {
            return new String(Base64.getDecoder().decode(base64), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return null;
        }
    }
}
