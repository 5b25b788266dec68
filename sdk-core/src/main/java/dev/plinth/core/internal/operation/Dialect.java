package dev.plinth.core.internal.operation;

/** The routes of a service. */
public enum Dialect {
    /** The routes of GoTrue and Storage, directly at the project. */
    PROJECT,
    /** The control plane's routes, as in its documentation and in Studio. */
    STUDIO,
    /** Storage's own routes, below the control plane's prefix. */
    NATIVE
}
