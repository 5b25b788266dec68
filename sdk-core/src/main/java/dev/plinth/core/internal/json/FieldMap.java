package dev.plinth.core.internal.json;

import dev.plinth.core.internal.text.SecretNames;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.StringJoiner;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The fields of an object without a type. It holds all values, and shows none whose name says that it is secret. */
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
        // What a signed address permits stands in its query, and who it lets in before its host.
        return value instanceof String text
                ? ADDRESS.matcher(text)
                        .replaceFirst("$1***")
                        .replaceFirst("^(\\w+://).*@", "$1***@")
                        .replaceFirst("^otpauth:.*", "***")
                : value;
    }
}
