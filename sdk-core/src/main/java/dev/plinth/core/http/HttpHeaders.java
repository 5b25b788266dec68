package dev.plinth.core.http;

import dev.plinth.core.internal.text.Arguments;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * HTTP header fields in their order. Names are case-insensitive; a name may occur several times.
 *
 * <p>Immutable and thread-safe. {@link #toString()} contains names only, because values may be secret.
 */
public final class HttpHeaders {

    private static final HttpHeaders EMPTY = new HttpHeaders(new String[0]);

    private final String[] namesAndValues;

    private HttpHeaders(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /** {@return headers without any field} */
    public static HttpHeaders empty() {
        return EMPTY;
    }

    /**
     * Returns headers with the given names and values.
     *
     * @param namesAndValues alternating names and values: name, value, name, value, …
     * @return the headers
     * @throws IllegalArgumentException if the last name has no value
     */
    public static HttpHeaders of(String... namesAndValues) {
        Arguments.required(namesAndValues, "namesAndValues");
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "a value is missing for header " + namesAndValues[namesAndValues.length - 1]);
        }
        return new HttpHeaders(namesAndValues.clone());
    }

    /** {@return an empty builder} */
    public static Builder builder() {
        return new Builder(EMPTY);
    }

    /** {@return a builder that contains these headers} */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Returns the first value of a header.
     *
     * @param name the header's name, case-insensitive
     * @return the value of the first field with this name; empty if there is none
     */
    public Optional<String> first(String name) {
        Arguments.required(name, "name");
        return Optional.ofNullable(find(name));
    }

    /**
     * Returns all values of a header, in their order.
     *
     * @param name the header's name, case-insensitive
     * @return the values; empty if there is no field with this name
     */
    public List<String> all(String name) {
        Arguments.required(name, "name");
        List<String> values = new ArrayList<>();
        forEach((n, v) -> {
            if (n.equalsIgnoreCase(name)) {
                values.add(v);
            }
        });
        return List.copyOf(values);
    }

    /** {@return the distinct names, in lower case} */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        forEach((name, value) -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    /**
     * Calls an action for each header field, in order.
     *
     * @param action receives the name and the value
     */
    public void forEach(BiConsumer<String, String> action) {
        Arguments.required(action, "action");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            action.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    /** {@return the number of header fields} */
    public int size() {
        return namesAndValues.length / 2;
    }

    private @Nullable String find(String name) {
        for (int i = 0; i < namesAndValues.length; i += 2) {
            if (namesAndValues[i].equalsIgnoreCase(name)) {
                return namesAndValues[i + 1];
            }
        }
        return null;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof HttpHeaders that && Arrays.equals(namesAndValues, that.namesAndValues);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(namesAndValues);
    }

    @Override
    public String toString() {
        return names().toString();
    }

    /** Builds headers. Not thread-safe. */
    public static final class Builder {

        /** The ASCII characters that are allowed in a name. An array, because names are checked in every call. */
        private static final boolean[] NAME_CHARACTERS = nameCharacters();

        private String[] lines;
        private int used;

        private Builder(HttpHeaders start) {
            used = start.namesAndValues.length;
            lines = Arrays.copyOf(start.namesAndValues, Math.max(16, used + 8));
        }

        /**
         * Adds a header field. Fields with the same name stay.
         *
         * @param name the header's name
         * @param value the header's value
         * @return this builder
         * @throws IllegalArgumentException if the name or value contains a character that is not allowed in a header
         */
        public Builder add(String name, String value) {
            checkName(name);
            checkValue(name, value);
            if (used + 2 > lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
            lines[used++] = name;
            lines[used++] = value;
            return this;
        }

        /**
         * Sets a header to one value, replacing all fields with the same name.
         *
         * @param name the header's name
         * @param value the header's value
         * @return this builder
         * @throws IllegalArgumentException if the name or value contains a character that is not allowed in a header
         */
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        /**
         * Removes all fields with the given name.
         *
         * @param name the header's name, case-insensitive
         * @return this builder
         */
        public Builder remove(String name) {
            Arguments.required(name, "name");
            int kept = 0;
            for (int i = 0; i < used; i += 2) {
                if (!lines[i].equalsIgnoreCase(name)) {
                    lines[kept++] = lines[i];
                    lines[kept++] = lines[i + 1];
                }
            }
            used = kept;
            return this;
        }

        /**
         * Builds the headers.
         *
         * @return the headers
         */
        public HttpHeaders build() {
            return used == 0 ? EMPTY : new HttpHeaders(Arrays.copyOf(lines, used));
        }

        private static boolean[] nameCharacters() {
            boolean[] allowed = new boolean[0x80];
            for (char c = '!'; c < 0x7f; c++) {
                allowed[c] = "()<>@,;:\\\"/[]?={}".indexOf(c) < 0;
            }
            return allowed;
        }

        private static void checkName(String name) {
            Objects.requireNonNull(name, "name");
            boolean ok = !name.isEmpty();
            for (int i = 0; ok && i < name.length(); i++) {
                char c = name.charAt(i);
                ok = c < 0x80 && NAME_CHARACTERS[c];
            }
            if (!ok) {
                throw new IllegalArgumentException("invalid header name: \"" + visible(name) + "\"");
            }
        }

        /** The message does not contain the value, which may be a secret. */
        private static void checkValue(String name, String value) {
            Objects.requireNonNull(value, "value");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if ((c < ' ' && c != '\t') || c > '~') {
                    throw new IllegalArgumentException(String.format(
                            "the value of header %s contains a character that is not allowed in a header: U+%04X at index %d",
                            name, (int) c, i));
                }
            }
        }

        private static String visible(String text) {
            return text.replaceAll("\\p{Cntrl}", "?");
        }
    }
}
