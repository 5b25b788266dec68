package dev.plinth.core;

/**
 * How a control plane spells its storage routes. Two spellings are in use under one prefix, and a platform may know one
 * or both.
 */
public enum ControlPlaneDialect {
    /**
     * Find out: reads ask in the first spelling and, if there is no such route, in the other, and keep to what answered;
     * writes take what is known by then, or {@link #STUDIO}.
     */
    AUTO,
    /** As the platform's documentation and Studio have it: {@code …/buckets}, {@code …/buckets/{id}/objects/list}. */
    STUDIO,
    /** As the Storage server has it: {@code …/bucket}, {@code …/object/list/{bucket}}. */
    NATIVE
}
