package dev.plinth.testkit.internal.config;

import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;

/** The values in force, each under a name that some service declared. */
public final class Settings {
    private static final int SUGGESTIONS = 3;

    private final Map<String, Setting<?>> declared = new TreeMap<>();
    private final Map<String, Object> values = new ConcurrentHashMap<>();
    private final Map<String, String> texts = new ConcurrentHashMap<>();

    public Settings(Collection<Setting<?>> declared, Map<String, String> given) {
        for (Setting<?> setting : declared) {
            this.declared.put(setting.name(), setting);
            set(setting.name(), setting.defaultValue());
        }
        given.forEach(this::set);
    }

    /** The typed value of a declared setting. */
    @SuppressWarnings("unchecked") // put by set(), which parsed it with this very setting
    public <T> T get(Setting<T> setting) {
        Object value = values.get(setting.name());
        if (value == null) {
            throw new IllegalStateException("not declared: " + setting.name());
        }
        return (T) value;
    }

    /** The value as text, as it was given. */
    public String text(String name) {
        return texts.getOrDefault(name, "");
    }

    /** Changes a value while the platform runs; refuses unknown names and values that do not parse. */
    public void set(String name, String value) {
        Setting<?> setting = declared.get(name);
        if (setting == null) {
            throw new IllegalArgumentException("unknown setting " + name + "; the nearest names are "
                    + String.join(", ", Nearest.names(name, declared.keySet(), SUGGESTIONS)));
        }
        values.put(name, setting.parse(value));
        texts.put(name, value);
    }

    /** All declared settings, by name. */
    public Collection<Setting<?>> declared() {
        return declared.values();
    }
}
