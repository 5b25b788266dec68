package dev.plinth.s3compat.internal;

import java.util.AbstractMap;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/** Properties that hold secrets, which {@code toString} does not show. Unmodifiable. */
final class SecretProperties extends AbstractMap<String, String> {

    private static final Set<String> SECRET_NAMES = Set.of("fs.s3a.secret.key", "fs.s3a.session.token");
    private static final String HIDDEN = "(hidden)";

    private final Map<String, String> properties;

    SecretProperties(Map<String, String> properties) {
        this.properties = new TreeMap<>(properties);
    }

    @Override
    public Set<Entry<String, String>> entrySet() {
        return new AbstractSet<>() {
            @Override
            public Iterator<Entry<String, String>> iterator() {
                return properties.entrySet().stream()
                        .<Entry<String, String>>map(Property::new)
                        .iterator();
            }

            @Override
            public int size() {
                return properties.size();
            }
        };
    }

    /** One property, which does not show a secret either. */
    private static final class Property extends SimpleImmutableEntry<String, String> {

        private static final long serialVersionUID = 1L;

        Property(Entry<String, String> property) {
            super(property);
        }

        @Override
        public String toString() {
            return getKey() + "=" + (SECRET_NAMES.contains(getKey()) ? HIDDEN : getValue());
        }
    }

    @Override
    public String toString() {
        return entrySet().toString().replaceAll("^\\[(.*)]$", "{$1}");
    }
}
