package dev.plinth.s3compat.internal.integrity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Which bodies are compared with the MD5 digest in the server's ETag. */
public enum Digests {
    /** None: the server's ETags may not be digests. */
    NONE,
    /** Bodies that nothing else protects and that are large enough. */
    UNPROTECTED,
    /** All bodies. */
    ALL;

    /** Bodies over plain http are compared from this size on; smaller ones rely on TCP's checksums. */
    private static final long WORTH_A_DIGEST = 1 << 20;

    /** An upload in parts has an ETag of the form {@code …-2}, which is a digest of digests. */
    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-fA-F]{32})\"?");

    /** Returns the rule for a server. */
    public static Digests of(boolean etagsAreDigests, boolean always) {
        return etagsAreDigests ? always ? ALL : UNPROTECTED : NONE;
    }

    /** Returns whether a response body is compared. Without a length, a truncated body would look complete. */
    boolean coverResponse(SdkHttpRequest request, OptionalLong length) {
        return this != NONE && (length.isEmpty() || covers(request, length.getAsLong()));
    }

    /** Returns whether a request body is compared. */
    boolean coverRequest(SdkHttpRequest request, OptionalLong length) {
        return this != NONE && covers(request, length.orElse(Long.MAX_VALUE));
    }

    /** TLS already protects each byte. */
    private boolean covers(SdkHttpRequest request, long length) {
        return this == ALL || (request.protocol().equals("http") && length >= WORTH_A_DIGEST);
    }

    /** Returns a response's ETag if it is a digest of the sent bytes. */
    static Optional<String> etag(SdkHttpResponse response) {
        boolean encrypted = response.firstMatchingHeader("x-amz-server-side-encryption")
                        .filter(algorithm -> !algorithm.equals("AES256"))
                        .isPresent()
                || response.firstMatchingHeader("x-amz-server-side-encryption-customer-algorithm")
                        .isPresent();
        return encrypted
                ? Optional.empty()
                : response.firstMatchingHeader("ETag")
                        .map(MD5::matcher)
                        .filter(matcher -> matcher.matches())
                        .map(matcher -> matcher.group(1).toLowerCase(Locale.ROOT));
    }

    static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
