package dev.plinth.s3compat.internal.completion;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** Thrown when an earlier attempt may have completed a multipart upload. */
public final class UnknownCompletionException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    UnknownCompletionException(SdkException exception) {
        super(SdkClientException.builder()
                .message(
                        "the upload may have been completed: the response to an earlier attempt was lost, and the server no"
                                + " longer has the upload; check the object before you upload it again")
                .cause(exception));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
