package dev.plinth.s3compat.internal.integrity;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.regex.Pattern;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/** Which bodies are compared with the MD5 digest that a server's ETag is. */
public enum Digests {
    /** None: the server's ETags need not be digests. */
    NONE,
    /** Those that nothing else protects, and that are large enough to be worth it. */
    UNPROTECTED,
    /** All of them. */
    ALL;

    /** From this size on, a body that goes over plain http is worth a digest; smaller ones are left to TCP's checksums. */
    private static final long WORTH_A_DIGEST = 1 << 20;

    /** An upload in parts has an ETag of the form {@code …-2}, which is a digest of digests. */
    private static final Pattern MD5 = Pattern.compile("\"?([0-9a-fA-F]{32})\"?");

    /** Returns the rule for a server. */
    public static Digests of(boolean etagsAreDigests, boolean always) {
        return etagsAreDigests ? always ? ALL : UNPROTECTED : NONE;
    }

    /** Tells whether the body of a response is compared. A length that is not told lets a part pass for the whole. */
    boolean coverResponse(SdkHttpRequest request, OptionalLong length) {
        return this != NONE && (length.isEmpty() || covers(request, length.getAsLong()));
    }

    /** Tells whether the body of a request is compared. */
    boolean coverRequest(SdkHttpRequest request, OptionalLong length) {
        return this != NONE && covers(request, length.orElse(Long.MAX_VALUE));
    }

    /** Over https each byte is protected already. */
    private boolean covers(SdkHttpRequest request, long length) {
        return this == ALL || (request.protocol().equals("http") && length >= WORTH_A_DIGEST);
    }

    /** Returns a response's ETag where it is a digest of the object's bytes as they are sent. */
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
