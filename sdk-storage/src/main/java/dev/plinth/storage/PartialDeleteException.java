package dev.plinth.storage;

import dev.plinth.core.PlinthException;

/** Thrown when a delete of many objects failed after a part of them had been processed. */
public final class PartialDeleteException extends PlinthException {

    private static final long serialVersionUID = 1L;

    // Transient: exceptions are serializable by inheritance, but results are not.
    private final transient DeleteResult result;

    /**
     * Creates an exception.
     *
     * @param result the objects that were processed before the failure
     * @param cause the failure of the request
     */
    public PartialDeleteException(DeleteResult result, PlinthException cause) {
        super(
                "storage.delete: the delete failed after " + result.deleted().size() + " objects were deleted: "
                        + cause.getMessage(),
                cause.retryable(),
                null,
                cause);
        this.result = result;
    }

    /**
     * {@return the objects that were processed before the failure} Objects in neither of its lists belong to the
     * request that failed or to requests that were not sent.
     */
    public DeleteResult result() {
        return result;
    }
}
