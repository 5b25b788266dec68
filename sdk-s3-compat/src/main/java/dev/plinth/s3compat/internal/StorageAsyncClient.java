package dev.plinth.s3compat.internal;

import dev.plinth.s3compat.internal.completion.Completion;
import dev.plinth.s3compat.internal.completion.UnknownCompletionException;
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
 * Uploads objects in parts, and reads them with one request. AWS's multipart client reads by part number, which Storage
 * ignores, so the first part is the whole object. Such a read into a file cannot be retried, and fails for a body
 * without a length, because the client expects a range.
 *
 * <p>Checks the object if the response to the completion of an upload was lost: see {@link Completion}.
 */
final class StorageAsyncClient extends DelegatingS3AsyncClient {

    private final S3AsyncClient plain;

    private StorageAsyncClient(DelegatingS3AsyncClient multipart) {
        super(multipart);
        this.plain = (S3AsyncClient) multipart.delegate();
    }

    /** Returns a client that reads objects as a whole; one without multipart is returned unchanged. */
    static S3AsyncClient of(S3AsyncClient client) {
        return client instanceof DelegatingS3AsyncClient multipart && multipart.delegate() instanceof S3AsyncClient
                ? new StorageAsyncClient(multipart)
                : client;
    }

    @Override
    public <T> CompletableFuture<T> getObject(
            GetObjectRequest request, AsyncResponseTransformer<GetObjectResponse, T> transformer) {
        return plain.getObject(request, transformer);
    }

    @Override
    public CompletableFuture<CompleteMultipartUploadResponse> completeMultipartUpload(
            CompleteMultipartUploadRequest request) {
        return super.completeMultipartUpload(request).exceptionallyCompose(failure -> {
            Throwable cause = failure instanceof CompletionException ? failure.getCause() : failure;
            return cause instanceof UnknownCompletionException unknown
                    ? resolve(request, unknown)
                    : CompletableFuture.failedFuture(cause);
        });
    }

    private CompletableFuture<CompleteMultipartUploadResponse> resolve(
            CompleteMultipartUploadRequest request, UnknownCompletionException unknown) {
        return headObject(Completion.head(request)).handle((object, failure) -> {
            if (failure != null) {
                unknown.addSuppressed(failure);
                throw unknown;
            }
            return Completion.resolve(request, object).orElseThrow(() -> unknown);
        });
    }
}
