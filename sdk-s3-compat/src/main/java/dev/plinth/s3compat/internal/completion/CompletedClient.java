package dev.plinth.s3compat.internal.completion;

import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.DelegatingS3Client;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Checks the object if the response to the completion of an upload was lost: see {@link Completion}. */
public final class CompletedClient extends DelegatingS3Client {

    public CompletedClient(S3Client client) {
        super(client);
    }

    @Override
    public CompleteMultipartUploadResponse completeMultipartUpload(CompleteMultipartUploadRequest request) {
        try {
            return super.completeMultipartUpload(request);
        } catch (UnknownCompletionException e) {
            return Completion.resolve(request, head(request, e)).orElseThrow(() -> e);
        }
    }

    private HeadObjectResponse head(CompleteMultipartUploadRequest request, UnknownCompletionException unknown) {
        try {
            return headObject(Completion.head(request));
        } catch (SdkException e) {
            unknown.addSuppressed(e);
            throw unknown;
        }
    }
}
