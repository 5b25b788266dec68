package dev.plinth.core;

/**
 * The storage routes that a control plane understands. Two sets of routes are in use under one prefix, and a platform
 * may support one of them or both.
 */
public enum ControlPlaneDialect {
    /**
     * Detect the dialect. Reads use the {@link #STUDIO} route and, if the platform has no such route, the
     * {@link #NATIVE} one; the dialect that worked is used from then on. Writes use the detected dialect, or
     * {@link #STUDIO} if none has been detected yet.
     */
    AUTO,
    /**
     * The routes of the platform's documentation and of Studio: {@code …/buckets}, {@code …/buckets/{id}/objects/list}.
     */
    STUDIO,
    /** The routes of the Storage server: {@code …/bucket}, {@code …/object/list/{bucket}}. */
    NATIVE
}
