package dev.plinth.s3compat.internal.completion;

import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.core.exception.SdkException;

/** A multipart upload that an earlier attempt may have completed. */
public final class UnknownCompletionException extends SdkClientException {

    private static final long serialVersionUID = 1L;

    UnknownCompletionException(SdkException refusal) {
        super(SdkClientException.builder()
                .message(
                        "the upload may have been completed: an earlier attempt got no response, and now the server does"
                                + " not know the upload any more. Look at the object before you upload it again")
                .cause(refusal));
    }

    @Override
    public boolean retryable() {
        return false;
    }
}
