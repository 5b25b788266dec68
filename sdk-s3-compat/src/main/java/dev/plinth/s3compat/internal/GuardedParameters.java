package dev.plinth.s3compat.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** The parameters of supported operations that Storage does not support, with what it would do instead. */
final class GuardedParameters {

    private static final Map<String, String> UNSUPPORTED = Map.of(
            "VersionId", "does not keep versions, and would use the current object",
            "SourceVersionId", "does not keep versions",
            "SSECustomerKey", "would store the object without this encryption",
            "CopySourceSSECustomerKey", "does not support this encryption",
            "MFA", "does not check it, and would delete");
    private static final Map<String, String> UNSUPPORTED_IN_WRITES = Map.of(
            "IfNoneMatch", "ignores the condition, and would overwrite",
            "IfMatch", "ignores the condition, and would write in any case",
            "IfMatchLastModifiedTime", "ignores the condition",
            "IfMatchSize", "ignores the condition");
    private static final String NO_ENCRYPTION =
            "would store the object without this encryption: configure the encryption of the store, or encrypt the content"
                    + " before you upload it";
    private static final String NO_ACL =
            "does not support access control lists, and would ignore them: make the bucket public or private, and create"
                    + " policies on storage.objects";
    private static final String NO_LOCK = "does not support locks, so the object could be overwritten and deleted";
    /** The parameters that Storage neither stores nor rejects: the object would be stored without them. */
    private static final Map<String, String> IGNORED_IN_WRITES = Map.ofEntries(
            Map.entry("ACL", NO_ACL),
            Map.entry("GrantFullControl", NO_ACL),
            Map.entry("GrantRead", NO_ACL),
            Map.entry("GrantReadACP", NO_ACL),
            Map.entry("GrantWriteACP", NO_ACL),
            Map.entry("Tagging", "does not keep tags, and would ignore them: use metadata(…)"),
            Map.entry("ServerSideEncryption", NO_ENCRYPTION),
            Map.entry("SSEKMSKeyId", NO_ENCRYPTION),
            Map.entry("SSECustomerAlgorithm", NO_ENCRYPTION),
            Map.entry(
                    "ContentDisposition",
                    "would ignore it: set responseContentDisposition(…) when you read the object"),
            Map.entry("ContentLanguage", "would ignore it: set responseContentLanguage(…) when you read the object"),
            Map.entry("Expires", "would ignore it: use cacheControl(…)"),
            Map.entry("WebsiteRedirectLocation", "does not serve web sites, and would ignore it"),
            Map.entry("ObjectLockMode", NO_LOCK),
            Map.entry("ObjectLockRetainUntilDate", NO_LOCK),
            Map.entry("ObjectLockLegalHoldStatus", NO_LOCK));

    /** The framing that the AWS SDK itself adds; it is not stored. */
    private static final String FRAMING = "aws-chunked";

    private static final Set<String> READS = Set.of("GetObjectRequest", "HeadObjectRequest");

    private GuardedParameters() {}

    static Optional<String> findProblem(SdkRequest request) {
        boolean isRead = READS.contains(request.getClass().getSimpleName());
        return findParameter(request, UNSUPPORTED)
                .or(() -> isRead ? Optional.empty() : findParameter(request, UNSUPPORTED_IN_WRITES))
                .or(() -> isRead ? Optional.empty() : findIgnored(request))
                .or(() -> checkVersions(request))
                .or(
                        () -> request.getValueForField("Key", String.class)
                                .filter(GuardedParameters::hasDotSegment)
                                .map(
                                        key ->
                                                "and proxies resolve \".\" and \"..\" in a key, so the request would refer to another object"));
    }

    private static Optional<String> findIgnored(SdkRequest request) {
        if (request instanceof CreateBucketRequest bucket) {
            return checkAcl(bucket);
        }
        return findParameter(request, IGNORED_IN_WRITES)
                .or(() -> request.getValueForField("ContentEncoding", String.class)
                        .filter(encoding -> !encoding.equals(FRAMING))
                        .map(encoding ->
                                "would ignore it, so readers would receive the encoded bytes: store the content"
                                        + " without encoding, or name the encoding in metadata(…) (ContentEncoding)"));
    }

    /** The only bucket permission that Storage supports is public read. */
    private static Optional<String> checkAcl(CreateBucketRequest bucket) {
        boolean supported = bucket.acl() == null
                || bucket.acl() == BucketCannedACL.PRIVATE
                || bucket.acl() == BucketCannedACL.PUBLIC_READ;
        return supported
                ? Optional.empty()
                : Optional.of("supports only public-read and private, and would ignore this value (ACL)");
    }

    private static Optional<String> findParameter(SdkRequest request, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(entry ->
                        request.getValueForField(entry.getKey(), Object.class).isPresent())
                .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                .findFirst();
    }

    private static Optional<String> checkVersions(SdkRequest request) {
        boolean hasVersions = request instanceof DeleteObjectsRequest objects
                && objects.delete() != null
                && objects.delete().objects().stream()
                        .map(ObjectIdentifier::versionId)
                        .anyMatch(version -> version != null);
        return hasVersions
                ? Optional.of("does not keep versions, and would delete the current objects")
                : Optional.empty();
    }

    private static boolean hasDotSegment(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
