package dev.plinth.core.internal.operation;

/** What sending a request a second time may do. */
public enum Repeatability {
    /** Reads only. */
    SAFE,
    /** Changes something, to the same end however often. */
    IDEMPOTENT,
    /** A second time may do it twice, or fail for the first having done it. */
    UNSAFE
}
