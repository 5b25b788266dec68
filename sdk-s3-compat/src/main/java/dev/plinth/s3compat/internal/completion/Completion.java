package dev.plinth.s3compat.internal.completion;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Comparator;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadRequest;
import software.amazon.awssdk.services.s3.model.CompleteMultipartUploadResponse;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.HeadObjectRequest;
import software.amazon.awssdk.services.s3.model.HeadObjectResponse;

/** Checks whether an object is the result of a multipart upload: its ETag is the digest of the parts' digests. */
public final class Completion {

    private static final String MD5 = "[0-9a-f]{32}";

    private Completion() {}

    /** Returns the request for the object's head. */
    public static HeadObjectRequest head(CompleteMultipartUploadRequest request) {
        return HeadObjectRequest.builder()
                .bucket(request.bucket())
                .key(request.key())
                .build();
    }

    /** Returns the response that was lost; empty if another upload stored the object. */
    public static Optional<CompleteMultipartUploadResponse> resolve(
            CompleteMultipartUploadRequest request, HeadObjectResponse object) {
        Optional<String> expected = etag(request);
        return expected.isPresent() && expected.get().equals(unquoted(object.eTag()))
                ? Optional.of(CompleteMultipartUploadResponse.builder()
                        .bucket(request.bucket())
                        .key(request.key())
                        .eTag(object.eTag())
                        .versionId(object.versionId())
                        .build())
                : Optional.empty();
    }

    private static Optional<String> etag(CompleteMultipartUploadRequest request) {
        if (request.multipartUpload() == null) {
            return Optional.empty();
        }
        List<String> parts = request.multipartUpload().parts().stream()
                .sorted(Comparator.comparing(CompletedPart::partNumber))
                .map(part -> unquoted(part.eTag()))
                .toList();
        if (parts.isEmpty() || !parts.stream().allMatch(etag -> etag.matches(MD5))) {
            return Optional.empty();
        }
        MessageDigest digest = md5();
        parts.forEach(etag -> digest.update(HexFormat.of().parseHex(etag)));
        return Optional.of(HexFormat.of().formatHex(digest.digest()) + "-" + parts.size());
    }

    private static String unquoted(@Nullable String etag) {
        return etag == null ? "" : etag.replace("\"", "");
    }

    private static MessageDigest md5() {
        try {
            return MessageDigest.getInstance("MD5");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has MD5", e);
        }
    }
}
