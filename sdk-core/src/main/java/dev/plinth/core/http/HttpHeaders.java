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
 * Header lines in their order. Names are compared without regard to case; a name may occur several times.
 *
 * <p>Immutable and thread-safe. {@link #toString()} gives names only, for values may be secret.
 */
public final class HttpHeaders {

    private static final HttpHeaders EMPTY = new HttpHeaders(new String[0]);

    private final String[] namesAndValues;

    private HttpHeaders(String[] namesAndValues) {
        this.namesAndValues = namesAndValues;
    }

    /**
     * Returns headers without any line.
     *
     * @return no headers
     */
    public static HttpHeaders empty() {
        return EMPTY;
    }

    /**
     * Returns the headers that stand in {@code namesAndValues} as name, value, name, value, ….
     *
     * @param namesAndValues names at the even places, each followed by its value
     * @return the headers
     * @throws IllegalArgumentException if a value is missing for the last name
     */
    public static HttpHeaders of(String... namesAndValues) {
        Arguments.required(namesAndValues, "namesAndValues");
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException(
                    "a value is missing for header " + namesAndValues[namesAndValues.length - 1]);
        }
        return new HttpHeaders(namesAndValues.clone());
    }

    /**
     * Starts a new set of headers.
     *
     * @return an empty builder
     */
    public static Builder builder() {
        return new Builder(EMPTY);
    }

    /**
     * Starts from these headers.
     *
     * @return a builder that holds these headers
     */
    public Builder toBuilder() {
        return new Builder(this);
    }

    /**
     * Returns the first value of a header.
     *
     * @param name the header's name, in any case
     * @return the value of its first line, if it has one
     */
    public Optional<String> first(String name) {
        Arguments.required(name, "name");
        return Optional.ofNullable(find(name));
    }

    /**
     * Returns all values of a header, in their order.
     *
     * @param name the header's name, in any case
     * @return the values, empty if there is no such line
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

    /**
     * Returns the names in use, in lower case.
     *
     * @return the names
     */
    public Set<String> names() {
        Set<String> names = new LinkedHashSet<>();
        forEach((name, value) -> names.add(name.toLowerCase(Locale.ROOT)));
        return names;
    }

    /**
     * Passes each header line on.
     *
     * @param action takes name and value
     */
    public void forEach(BiConsumer<String, String> action) {
        Arguments.required(action, "action");
        for (int i = 0; i < namesAndValues.length; i += 2) {
            action.accept(namesAndValues[i], namesAndValues[i + 1]);
        }
    }

    /**
     * Returns how many lines there are.
     *
     * @return the number of lines
     */
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

    /** Collects header lines. Not thread-safe. */
    public static final class Builder {

        /** The characters that a name may have: a look-up, for each call names a handful of headers. */
        private static final boolean[] NAME_CHARACTERS = nameCharacters();

        private String[] lines;
        private int used;

        private Builder(HttpHeaders start) {
            used = start.namesAndValues.length;
            lines = Arrays.copyOf(start.namesAndValues, Math.max(16, used + 8));
        }

        /**
         * Adds a line, beside those that bear the same name.
         *
         * @param name the header's name
         * @param value the header's value
         * @return this builder
         * @throws IllegalArgumentException if name or value hold characters that no header may hold
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
         * Sets a header to one value, instead of all lines that bear its name.
         *
         * @param name the header's name
         * @param value the header's value
         * @return this builder
         * @throws IllegalArgumentException if name or value hold characters that no header may hold
         */
        public Builder set(String name, String value) {
            return remove(name).add(name, value);
        }

        /**
         * Removes all lines of a name.
         *
         * @param name the header's name, in any case
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
         * Returns the headers collected so far.
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
                throw new IllegalArgumentException("not a header name: \"" + visible(name) + "\"");
            }
        }

        /** The value itself stays out of the message: it may be a secret. */
        private static void checkValue(String name, String value) {
            Objects.requireNonNull(value, "value");
            for (int i = 0; i < value.length(); i++) {
                char c = value.charAt(i);
                if ((c < ' ' && c != '\t') || c > '~') {
                    throw new IllegalArgumentException(String.format(
                            "the value of header %s has a character that no header may hold: U+%04X at %d",
                            name, (int) c, i));
                }
            }
        }

        private static String visible(String text) {
            return text.replaceAll("\\p{Cntrl}", "?");
        }
    }
}
