package dev.plinth.core.internal.json;

import dev.plinth.core.internal.text.SecretNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of an untyped object. {@code toString} masks the values whose names indicate secrets. */
public final class FieldMap extends LinkedHashMap<String, Object> {

    private static final long serialVersionUID = 1L;
    private static final Pattern ADDRESS = Pattern.compile("^((?:https?://|/)[^\\s?#]*[?#]).*", Pattern.DOTALL);

    /** Creates a map without fields. */
    public FieldMap() {
        super();
    }

    /** Creates a map with the same fields as another. */
    public FieldMap(Map<String, ?> fields) {
        super(fields);
    }

    @Override
    public String toString() {
        StringJoiner shown = new StringJoiner(", ", "{", "}");
        forEach((name, value) -> shown.add(name + "=" + shown(name, value)));
        return shown.toString();
    }

    private static @Nullable Object shown(String name, @Nullable Object value) {
        if (value != null && SecretNames.isSecret(name)) {
            return "***";
        }
        // The query of a signed URL and the user information before the host are secret.
        return value instanceof String text
                ? ADDRESS.matcher(text)
                        .replaceFirst("$1***")
                        .replaceFirst("^(\\w+://).*@", "$1***@")
                        .replaceFirst("^otpauth:.*", "***")
                : value;
    }
}
