package dev.plinth.storage;

import dev.plinth.core.PlinthException;

/** A delete of many objects failed after a part of them was done. */
public final class PartialDeleteException extends PlinthException {

    private static final long serialVersionUID = 1L;

    // Exceptions are serializable by inheritance only; nobody sends this one.
    private final transient DeleteResult soFar;

    /**
     * Makes an exception of a delete that failed half-way.
     *
     * @param soFar what was done until then
     * @param cause what the batch that failed ended with
     */
    public PartialDeleteException(DeleteResult soFar, PlinthException cause) {
        super(
                "storage.deleteAll: failed after " + soFar.deleted().size() + " objects were deleted: "
                        + cause.getMessage(),
                cause.retryable(),
                null,
                cause);
        this.soFar = soFar;
    }

    /**
     * Returns what was done. Objects in neither of its lists were not tried, or are those of the batch that failed.
     *
     * @return what was deleted and what was not
     */
    public DeleteResult result() {
        return soFar;
    }
}
