package dev.plinth.s3compat.internal.integrity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Defines which bodies are compared with the MD5 in the server's ETag. */
public enum Digests {
    /** None: the server's ETags may not be digests. */
    NONE,
    /** Large bodies that TLS does not protect, and responses without a length. */
    UNPROTECTED,
    /** All bodies. */
    ALL;

    /** The size from which bodies over plain http are compared. Smaller ones rely on TCP's checksums. */
    private static final long MIN_SIZE = 1 << 20;

    /** An upload in parts has an ETag of the form {@code …-2}, which is a digest of digests. */
    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-fA-F]{32})\"?");

    /** Returns the rule for a server. */
    public static Digests of(boolean etagsAreDigests, boolean always) {
        return etagsAreDigests ? always ? ALL : UNPROTECTED : NONE;
    }

    /** Returns whether a response body is compared. Without a length, a truncated body would look complete. */
    boolean compareResponse(SdkHttpRequest request, OptionalLong length) {
        return this != NONE && (length.isEmpty() || compares(request, length.getAsLong()));
    }

    /** Returns whether a request body is compared. */
    boolean compareRequest(SdkHttpRequest request, OptionalLong length) {
        return this != NONE && compares(request, length.orElse(Long.MAX_VALUE));
    }

    /** TLS already protects each byte. */
    private boolean compares(SdkHttpRequest request, long length) {
        return this == ALL || (request.protocol().equals("http") && length >= MIN_SIZE);
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
