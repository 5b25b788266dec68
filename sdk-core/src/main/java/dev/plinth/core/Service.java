package dev.plinth.core;

/** The services that a connection leads to. */
public enum Service {
    /** Users, sessions and tokens: GoTrue, mounted at {@code /auth/v1} of a project. */
    AUTH("auth"),
    /** Buckets and objects: the Storage server, mounted at {@code /storage/v1} of a project. */
    STORAGE("storage"),
    /** The control plane's own resources: projects, keys, settings. */
    PLATFORM("platform"),
    /** Whatever a request of your own asks for. */
    OTHER("other");

    private final String label;

    Service(String label) {
        this.label = label;
    }

    /**
     * Returns the service's name in messages.
     *
     * @return the name, in lower case
     */
    public String label() {
        return label;
    }
}
