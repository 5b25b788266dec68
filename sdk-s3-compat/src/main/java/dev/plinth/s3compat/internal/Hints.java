package dev.plinth.s3compat.internal;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Hints for errors of S3. */
public final class Hints {

    /** For responses that do not come from an S3 server. */
    public static final String NOT_S3 =
            "check the endpoint: a project's is <project URL>/storage/v1/s3;" + " S3Compat.diagnose() searches for it";

    /** For responses that a gateway sent instead of the server behind it. */
    static final String GATEWAY = "the gateway received no response from the Storage server in time: check"
            + " whether Storage is running and can be reached from the gateway, and try again; the keys and the"
            + " endpoint are not the cause";

    private static final Map<String, String> BY_MESSAGE = Map.of(
            "Invalid Access Key",
            "the server does not know this access key id; with a user's session it has to be the project's ref, or for"
                    + " a self-hosted project its TENANT_ID",
            "Invalid Region",
            "this server accepts only its own region: set region(…) to the project's region",
            "row-level security",
            "a policy on storage.objects does not allow this to the user",
            "Missing S3 Protocol Access Key",
            "this server has no S3 keys: set S3_PROTOCOL_ACCESS_KEY_ID and S3_PROTOCOL_ACCESS_KEY_SECRET on it,"
                    + " or use a user's session",
            "\"exp\" claim",
            "the user's token has expired and could not be refreshed: sign in again",
            "Missing signature",
            "the server received no signature that it supports: it requires Signature Version 4");

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry(
                    "SignatureDoesNotMatch",
                    "the secret key, the region, or the path or host that the server received differ: S3Compat.diagnose() reports"
                            + " which"),
            Map.entry("AccessDenied", "these credentials do not allow the operation; S3Compat.diagnose() checks them"),
            Map.entry(
                    "NoSuchBucket", "create the bucket; with a user's session, check the policies on storage.buckets"),
            Map.entry(
                    "NoSuchKey",
                    "check the key and the bucket, which may not exist either, and with a user's session the"
                            + " policies on storage.objects"),
            Map.entry("InvalidKey", "keys may contain A-Z a-z 0-9 / _ ! - . * ' ( ) & $ @ = ; : + , ? and space"),
            Map.entry("EntityTooLarge", "the object is larger than the limit of the bucket or the project"),
            Map.entry("InvalidMimeType", "the bucket does not allow this media type"),
            Map.entry("FeatureNotEnabled", "enable S3 in the project's storage settings"),
            Map.entry("ResourceNotEmpty", "delete the bucket's objects first"),
            Map.entry("ResourceReferenced", "abort the bucket's unfinished multipart uploads first"),
            Map.entry("ExpiredToken", "the presigned URL has expired: create a new one"));

    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final Set<Integer> EDGE_ERRORS = Set.of(520, 521, 522, 523, 524, 525, 526, 527, 530, 599);

    private Hints() {}

    /** Returns a hint for an error of the server. */
    public static Optional<String> of(@Nullable String code, @Nullable String message) {
        String text = String.valueOf(message);
        Optional<String> byMessage = BY_MESSAGE.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return byMessage.or(() -> Optional.ofNullable(code).map(BY_CODE::get));
    }

    /** Returns whether a status was sent by a gateway without a response of the server. */
    static boolean isGatewayStatus(int status) {
        return status == BAD_GATEWAY || status == GATEWAY_TIMEOUT || EDGE_ERRORS.contains(status);
    }

    /** Returns a hint for a network failure. */
    static Optional<String> of(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return Optional.of("the host cannot be resolved: check the endpoint and whether path style is on");
            }
            if (t instanceof ConnectException) {
                return Optional.of("the connection was refused: check the endpoint's port");
            }
        }
        return Optional.empty();
    }
}
