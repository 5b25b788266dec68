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

    /** Returns the lost response, if the object is this upload's. */
    public static Optional<CompleteMultipartUploadResponse> look(
            CompleteMultipartUploadRequest request, HeadObjectResponse object) {
        Optional<String> expected = etag(request);
        return expected.isPresent() && expected.get().equals(bare(object.eTag()))
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
                .map(part -> bare(part.eTag()))
                .toList();
        if (parts.isEmpty() || !parts.stream().allMatch(etag -> etag.matches(MD5))) {
            return Optional.empty();
        }
        MessageDigest digest = md5();
        parts.forEach(etag -> digest.update(HexFormat.of().parseHex(etag)));
        return Optional.of(HexFormat.of().formatHex(digest.digest()) + "-" + parts.size());
    }

    private static String bare(@Nullable String etag) {
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
