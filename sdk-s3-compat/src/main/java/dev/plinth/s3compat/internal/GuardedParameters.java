package dev.plinth.s3compat.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.BucketCannedACL;
import software.amazon.awssdk.services.s3.model.CreateBucketRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** Parameters of supported operations that Storage ignores, and the consequences. */
final class GuardedParameters {

    private static final Map<String, String> EVERYWHERE = Map.of(
            "VersionId", "keeps no versions, and would take the object itself",
            "SourceVersionId", "keeps no versions",
            "SSECustomerKey", "would store the object without that encryption",
            "CopySourceSSECustomerKey", "knows no such encryption",
            "MFA", "would delete without asking for it");
    private static final Map<String, String> IN_WRITES = Map.of(
            "IfNoneMatch", "ignores the condition, and would overwrite",
            "IfMatch", "ignores the condition, and would write in any case",
            "IfMatchLastModifiedTime", "ignores the condition",
            "IfMatchSize", "ignores the condition");
    private static final String NO_ENCRYPTION =
            "would store the object without that encryption: leave it to the store, or encrypt before you upload";
    private static final String NO_RIGHTS =
            "has no rights of single objects, and would drop them: make the bucket public or not, and write policies on"
                    + " storage.objects";
    private static final String NO_LOCK = "knows no locks, and would let the object be overwritten and deleted";
    /** Parameters that Storage neither stores nor rejects: the object would be stored without them. */
    private static final Map<String, String> DROPPED = Map.ofEntries(
            Map.entry("ACL", NO_RIGHTS),
            Map.entry("GrantFullControl", NO_RIGHTS),
            Map.entry("GrantRead", NO_RIGHTS),
            Map.entry("GrantReadACP", NO_RIGHTS),
            Map.entry("GrantWriteACP", NO_RIGHTS),
            Map.entry("Tagging", "keeps no tags, and would drop them: use metadata(…)"),
            Map.entry("ServerSideEncryption", NO_ENCRYPTION),
            Map.entry("SSEKMSKeyId", NO_ENCRYPTION),
            Map.entry("SSECustomerAlgorithm", NO_ENCRYPTION),
            Map.entry(
                    "ContentDisposition", "would drop it: ask for it when you read, by responseContentDisposition(…)"),
            Map.entry("ContentLanguage", "would drop it: ask for it when you read, by responseContentLanguage(…)"),
            Map.entry("Expires", "would drop it: use cacheControl(…)"),
            Map.entry("WebsiteRedirectLocation", "serves no web sites, and would drop it"),
            Map.entry("ObjectLockMode", NO_LOCK),
            Map.entry("ObjectLockRetainUntilDate", NO_LOCK),
            Map.entry("ObjectLockLegalHoldStatus", NO_LOCK));

    /** The framing that the AWS SDK itself adds; it is not stored. */
    private static final String FRAMING = "aws-chunked";

    private static final Set<String> READS = Set.of("GetObjectRequest", "HeadObjectRequest");

    private GuardedParameters() {}

    static Optional<String> complaint(SdkRequest request) {
        boolean reads = READS.contains(request.getClass().getSimpleName());
        return first(request, EVERYWHERE)
                .or(() -> reads ? Optional.empty() : first(request, IN_WRITES))
                .or(() -> reads ? Optional.empty() : dropped(request))
                .or(() -> versions(request))
                .or(() -> request.getValueForField("Key", String.class)
                        .filter(GuardedParameters::climbs)
                        .map(key -> "and what stands before it resolve \".\" and \"..\" in a key"));
    }

    private static Optional<String> dropped(SdkRequest request) {
        if (request instanceof CreateBucketRequest bucket) {
            return rights(bucket);
        }
        return first(request, DROPPED)
                .or(() -> request.getValueForField("ContentEncoding", String.class)
                        .filter(encoding -> !encoding.equals(FRAMING))
                        .map(encoding -> "would drop it, and hand the encoded bytes to whoever reads: store what is not"
                                + " encoded, or name the encoding in metadata(…) (ContentEncoding)"));
    }

    /** The only bucket permission that Storage supports is public read. */
    private static Optional<String> rights(CreateBucketRequest bucket) {
        boolean known = bucket.acl() == null
                || bucket.acl() == BucketCannedACL.PRIVATE
                || bucket.acl() == BucketCannedACL.PUBLIC_READ;
        return known ? Optional.empty() : Optional.of("knows public-read and private, and would drop this one (ACL)");
    }

    private static Optional<String> first(SdkRequest request, Map<String, String> parameters) {
        return parameters.entrySet().stream()
                .filter(entry ->
                        request.getValueForField(entry.getKey(), Object.class).isPresent())
                .map(entry -> entry.getValue() + " (" + entry.getKey() + ")")
                .findFirst();
    }

    private static Optional<String> versions(SdkRequest request) {
        boolean named = request instanceof DeleteObjectsRequest objects
                && objects.delete() != null
                && objects.delete().objects().stream()
                        .map(ObjectIdentifier::versionId)
                        .anyMatch(version -> version != null);
        return named ? Optional.of("keeps no versions, and would delete the objects themselves") : Optional.empty();
    }

    private static boolean climbs(String key) {
        for (String segment : key.split("/", -1)) {
            if (segment.equals(".") || segment.equals("..")) {
                return true;
            }
        }
        return false;
    }
}
