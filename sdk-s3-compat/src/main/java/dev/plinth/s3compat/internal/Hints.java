package dev.plinth.s3compat.internal;

import java.net.ConnectException;
import java.net.UnknownHostException;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What to do about what goes wrong with S3. */
public final class Hints {

    /** Something else answered. */
    public static final String NOT_S3 =
            "is the endpoint S3's? A project's is <project URL>/storage/v1/s3;" + " S3Compat.diagnose() looks for it";

    /** A gateway answered for the server behind it. */
    static final String GATEWAY = "the gateway before the Storage server got no response from it, or none in time: look"
            + " whether Storage is running and can be reached from the gateway, and try again; neither the keys nor the"
            + " endpoint are the reason";

    private static final Map<String, String> BY_MESSAGE = Map.of(
            "Invalid Access Key",
            "the server does not know this access key id; with a user's session it has to be the project's ref, and of a"
                    + " self-hosted project its TENANT_ID",
            "Invalid Region",
            "this server insists on its own region: set region(…) to the project's",
            "row-level security",
            "a policy on storage.objects does not let this user do that",
            "Missing S3 Protocol Access Key",
            "this server has no S3 keys: set S3_PROTOCOL_ACCESS_KEY_ID and S3_PROTOCOL_ACCESS_KEY_SECRET on it,"
                    + " or use a user's session",
            "\"exp\" claim",
            "the user's token has expired and could not be renewed: sign in again",
            "Missing signature",
            "the request came without a signature that the server knows: it wants SigV4");

    private static final Map<String, String> BY_CODE = Map.ofEntries(
            Map.entry(
                    "SignatureDoesNotMatch",
                    "the secret, the region, or the path or host as the server sees it differ: S3Compat.diagnose() says"
                            + " which"),
            Map.entry("AccessDenied", "these credentials may not do that; S3Compat.diagnose() looks at them"),
            Map.entry(
                    "NoSuchBucket",
                    "create the bucket; with a user's session, look at the policies on storage.buckets"),
            Map.entry(
                    "NoSuchKey",
                    "look at the key and at the bucket, which need not exist either; with a user's session, at the"
                            + " policies on storage.objects"),
            Map.entry("InvalidKey", "keys are made of A-Z a-z 0-9 / _ ! - . * ' ( ) & $ @ = ; : + , ? and space"),
            Map.entry("EntityTooLarge", "the object is larger than the bucket or the project takes"),
            Map.entry("InvalidMimeType", "the bucket does not take this media type"),
            Map.entry("FeatureNotEnabled", "switch S3 on in the project's storage settings"),
            Map.entry("ResourceNotEmpty", "delete the bucket's objects first"),
            Map.entry("ResourceReferenced", "abort the bucket's unfinished multipart uploads first"),
            Map.entry("ExpiredToken", "the presigned URL has expired: sign another"));

    private static final int BAD_GATEWAY = 502;
    private static final int GATEWAY_TIMEOUT = 504;
    private static final Set<Integer> EDGE = Set.of(520, 521, 522, 523, 524, 525, 526, 527, 530, 599);

    private Hints() {}

    /** Returns what to do about an error of the server. */
    public static Optional<String> of(@Nullable String code, @Nullable String message) {
        String text = String.valueOf(message);
        Optional<String> said = BY_MESSAGE.entrySet().stream()
                .filter(entry -> text.contains(entry.getKey()))
                .map(Map.Entry::getValue)
                .findFirst();
        return said.or(() -> Optional.ofNullable(code).map(BY_CODE::get));
    }

    /** Tells whether a status is a gateway's own, where the server said nothing. */
    static boolean isGateways(int status) {
        return status == BAD_GATEWAY || status == GATEWAY_TIMEOUT || EDGE.contains(status);
    }

    /** Returns what to do about a failure on the wire. */
    static Optional<String> of(@Nullable Throwable cause) {
        for (Throwable t = cause; t != null; t = t.getCause()) {
            if (t instanceof UnknownHostException) {
                return Optional.of("there is no such host: is the endpoint right, and path style on?");
            }
            if (t instanceof ConnectException) {
                return Optional.of("nobody listens there: is the endpoint's port right?");
            }
        }
        return Optional.empty();
    }
}
