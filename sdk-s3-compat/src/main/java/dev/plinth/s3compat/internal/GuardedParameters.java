package dev.plinth.s3compat.internal;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.core.SdkRequest;
import software.amazon.awssdk.services.s3.model.DeleteObjectsRequest;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** What a request must not ask of Storage, though it knows the operation: what it ignores and what that costs. */
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
    private static final Set<String> READS = Set.of("GetObjectRequest", "HeadObjectRequest");

    private GuardedParameters() {}

    static Optional<String> complaint(SdkRequest request) {
        boolean reads = READS.contains(request.getClass().getSimpleName());
        return first(request, EVERYWHERE)
                .or(() -> reads ? Optional.empty() : first(request, IN_WRITES))
                .or(() -> versions(request))
                .or(() -> request.getValueForField("Key", String.class)
                        .filter(GuardedParameters::climbs)
                        .map(key -> "and what stands before it resolve \".\" and \"..\" in a key"));
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
