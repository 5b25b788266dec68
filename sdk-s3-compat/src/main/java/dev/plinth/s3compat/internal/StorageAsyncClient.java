package dev.plinth.s3compat.internal;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.services.s3.DelegatingS3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;

/**
 * Sends in parts, and reads as a whole. AWS's client for parts reads by part number, which Storage ignores: all comes
 * with the first part. Nothing is gained, and into a file such a read cannot be repeated when it breaks, nor take a body
 * whose length is not told: the client looks for the range of the part, and there is none.
 *
 * <p>Looks at the object where the response to the completion of an upload was lost: see {@link Completion}.
 */
final class StorageAsyncClient extends DelegatingS3AsyncClient {

    private final S3AsyncClient withoutParts;

    private StorageAsyncClient(DelegatingS3AsyncClient inParts) {
        super(inParts);
        this.withoutParts = (S3AsyncClient) inParts.delegate();
    }

    /** Returns a client that reads objects as a whole; one that does not work in parts is returned as it is. */
    static S3AsyncClient of(S3AsyncClient client) {
        return client instanceof DelegatingS3AsyncClient inParts && inParts.delegate() instanceof S3AsyncClient
                ? new StorageAsyncClient(inParts)
                : client;
    }

    @Override
    public <T> CompletableFuture<T> getObject(
            GetObjectRequest request, AsyncResponseTransformer<GetObjectResponse, T> transformer) {
        return withoutParts.getObject(request, transformer);
    }

    @Override
    public CompletableFuture<CompleteMultipartUploadResponse> completeMultipartUpload(
            CompleteMultipartUploadRequest request) {
        return super.completeMultipartUpload(request).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof UnknownCompletionException unknown
                    ? look(request, unknown)
                    : CompletableFuture.failedFuture(cause);
        });
    }

    private CompletableFuture<CompleteMultipartUploadResponse> look(
            CompleteMultipartUploadRequest request, UnknownCompletionException unknown) {
        return headObject(Completion.head(request)).handle((object, failure) -> {
            if (failure != null) {
                unknown.addSuppressed(failure);
                throw unknown;
            }
            return Completion.look(request, object).orElseThrow(() -> unknown);
        });
    }
}
