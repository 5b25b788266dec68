package dev.plinth.spring.boot;

import org.jspecify.annotations.Nullable;

/** A property is missing or wrong. The analysis at the failed start consists of its message and its action. */
final class ConfigurationException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** What to do. */
    private final String action;

    ConfigurationException(String message, String action) {
        this(message, action, null);
    }

    ConfigurationException(String message, String action, @Nullable Throwable cause) {
        super(message, cause);
        this.action = action;
    }

    String action() {
        return action;
    }
}
