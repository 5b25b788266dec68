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

    private static final Set<String> KNOWN = Set.of(
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
            Map.entry("GetObjectAcl", "would answer with the object's content"),
            Map.entry("GetObjectAttributes", "would answer with the object's content"),
            Map.entry("GetObjectRetention", "would answer with the object's content"),
            Map.entry("GetObjectLegalHold", "would answer with the object's content"));

    @Override
    public void beforeExecution(Context.BeforeExecution context, ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        Optional<String> reason = operation == null || KNOWN.contains(operation)
                ? GuardedParameters.complaint(context.request())
                : Optional.of(consequence(operation));
        reason.ifPresent(why -> {
            throw refused(String.valueOf(operation), why);
        });
    }

    /** Describes what the server would do. */
    private static String consequence(String operation) {
        String known = CONSEQUENCES.get(operation);
        if (known != null) {
            return known;
        }
        if (operation.startsWith("DeleteBucket")) {
            return "would delete the bucket";
        }
        if (operation.startsWith("PutBucket")) {
            return "would be taken for CreateBucket";
        }
        return operation.startsWith("GetBucket") || operation.startsWith("List")
                ? "would be answered with a list of objects"
                : "is not known there";
    }

    private static RuntimeException refused(String operation, String why) {
        return new UnsupportedByGatewayException(
                "s3." + operation,
                "the Storage server",
                "it " + why + "; nothing was sent; for a server other than Storage, set blockUnsafeOperations(false)");
    }
}
