package dev.plinth.core;

/** The services that a connection can send requests to. */
public enum Service {
    /** Users, sessions and tokens: GoTrue, at {@code /auth/v1} of a project. */
    AUTH("auth"),
    /** Buckets and objects: the Storage server, at {@code /storage/v1} of a project. */
    STORAGE("storage"),
    /** The control plane's own resources: projects, keys, settings. */
    PLATFORM("platform"),
    /** Requests sent with {@link Connection#http()}. */
    OTHER("other");

    private final String label;

    Service(String label) {
        this.label = label;
    }

    /** {@return the service's name in messages, in lower case} */
    public String label() {
        return label;
    }
}
