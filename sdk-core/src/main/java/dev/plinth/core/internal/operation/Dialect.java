package dev.plinth.core.internal.operation;

/** How the routes of a service are spelled. */
public enum Dialect {
    /** GoTrue's and Storage's own, straight at the project. */
    PROJECT,
    /** The control plane's, as its documentation and Studio have it. */
    STUDIO,
    /** Storage's own, below the control plane's prefix. */
    NATIVE
}
