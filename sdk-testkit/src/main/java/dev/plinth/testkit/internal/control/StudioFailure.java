package dev.plinth.testkit.internal.control;

/** Something that a handler of Studio's stumbles over: the caller learns no more than that. */
final class StudioFailure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    StudioFailure() {
        super("a handler failed", null, false, false);
    }
}
