package dev.plinth.core.internal.operation;

/** The effect of sending a request a second time. */
public enum Repeatability {
    /** None: the request only reads. */
    SAFE,
    /** The same as once, although the request changes something. */
    IDEMPOTENT,
    /** The change may happen twice, or the second request may fail because the first one succeeded. */
    UNSAFE
}
