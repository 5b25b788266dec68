package dev.plinth.s3compat.internal;

import dev.plinth.core.UnsupportedByGatewayException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;

/**
 * Refuses operations that Storage would confuse with others, before anything is sent. Storage ignores sub-resources
 * that it does not know, so {@code PutObjectTagging} would overwrite the object, and {@code DeleteBucketCors} would
 * delete the bucket.
 */
public final class Guard implements ExecutionInterceptor {

    private static final Set<String> SUPPORTED = Set.of(
            "ListBuckets",
            "HeadBucket",
            "CreateBucket",
            "DeleteBucket",
            "GetBucketLocation",
            "GetBucketVersioning",
            "HeadObject",
            "GetObject",
            "GetObjectTagging",
            "PutObject",
            "CopyObject",
            "DeleteObject",
            "DeleteObjects",
            "ListObjects",
            "ListObjectsV2",
            "CreateMultipartUpload",
            "UploadPart",
            "UploadPartCopy",
            "CompleteMultipartUpload",
            "AbortMultipartUpload",
            "ListMultipartUploads",
            "ListParts");

    private static final Map<String, String> CONSEQUENCES = Map.ofEntries(
            Map.entry("PutObjectTagging", "would overwrite the object with the tags' XML"),
            Map.entry("PutObjectAcl", "would overwrite the object"),
            Map.entry("PutObjectRetention", "would overwrite the object"),
            Map.entry("PutObjectLegalHold", "would overwrite the object"),
            Map.entry("DeleteObjectTagging", "would delete the object"),
            Map.entry("GetObjectAcl", "would return the object's content"),
            Map.entry("GetObjectAttributes", "would return the object's content"),
            Map.entry("GetObjectRetention", "would return the object's content"),
            Map.entry("GetObjectLegalHold", "would return the object's content"));

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Optional<String> reason = operation == null || SUPPORTED.contains(operation)
                ? GuardedParameters.findProblem(context.request())
                : Optional.of(consequence(operation));
        reason.ifPresent(text -> {
            throw unsupported(String.valueOf(operation), text);
        });
    }

    /** Describes what the server would do instead. */
    private static String consequence(String operation) {
        String consequence = CONSEQUENCES.get(operation);
        if (consequence != null) {
            return consequence;
        }
        if (operation.startsWith("DeleteBucket")) {
            return "would delete the bucket";
        }
        if (operation.startsWith("PutBucket")) {
            return "would be processed as CreateBucket";
        }
        return operation.startsWith("GetBucket") || operation.startsWith("List")
                ? "would return a list of objects"
                : "does not support this operation";
    }

    private static RuntimeException unsupported(String operation, String reason) {
        return new UnsupportedByGatewayException(
                "s3." + operation,
                "the Storage server",
                "it " + reason
                        + "; nothing was sent; for a server other than Storage, set blockUnsafeOperations(false)");
    }
}
