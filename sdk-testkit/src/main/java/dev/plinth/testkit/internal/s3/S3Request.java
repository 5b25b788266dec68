package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.InputStream;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * A request with a valid signature.
 *
 * @param exchange the request as sent
 * @param bucket the bucket in the path; empty if there is none
 * @param key the object's key in the path; empty if there is none
 * @param verified the signature
 * @param form the form in the body, if it is one with a signature
 * @param settings the server's settings
 */
record S3Request(
        Exchange exchange,
        String bucket,
        String key,
        SigV4.Verified verified,
        Optional<PostForm> form,
        Settings settings) {
    private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final int PAGE = 1_000;

    static final String BINARY = "application/octet-stream";

    Caller caller() {
        return verified.caller();
    }

    String header(String name, String otherwise) {
        return exchange.headerOr(name, otherwise);
    }

    String query(String name) {
        String value = exchange.query(name);
        return value == null ? "" : value;
    }

    /** A whole number in the query; a number out of bounds is refused in the words of the server's schema. */
    int number(String name, int otherwise, int min, int max) {
        String text = exchange.query(name);
        if (text == null) {
            return otherwise;
        }
        StorageError.INVALID_REQUEST.throwIf(
                !text.matches("-?[0-9]{1,9}"), "Querystring, " + name + " must be integer");
        int number = Integer.parseInt(text);
        StorageError.INVALID_REQUEST.throwIf(number < min, "Querystring, " + name + " must be >= " + min);
        StorageError.INVALID_REQUEST.throwIf(number > max, "Querystring, " + name + " must be <= " + max);
        return number;
    }

    /** The maximum number of entries of a page: at most 1,000; 0 means 1,000 too. */
    int pageSize(String name) {
        int size = number(name, PAGE, 0, Integer.MAX_VALUE);
        return size == 0 ? PAGE : Math.min(size, PAGE);
    }

    /** How names are written in the response. */
    UnaryOperator<String> nameEncoding() {
        String type = exchange.query("encoding-type");
        StorageError.INVALID_REQUEST.throwIf(
                type != null && !type.equals("url"),
                "Querystring, encoding-type must be equal to one of the allowed values");
        return type == null ? UnaryOperator.identity() : Percent::encodeComponent;
    }

    /** The content's length as announced, without any framing; -1 if it is unknown. */
    long contentLength() {
        String decoded = exchange.header("x-amz-decoded-content-length");
        if (decoded != null && decoded.matches("[0-9]{1,18}")) {
            return Long.parseLong(decoded);
        }
        boolean chunked =
                contentHash().startsWith(SIGNED_CHUNKS) || contentHash().equals(UNSIGNED_CHUNKS);
        return chunked ? -1 : exchange.contentLength();
    }

    /** The content, without the framing that the server knows. */
    InputStream content() {
        ChunkedBody chunks = null;
        if (contentHash().startsWith(SIGNED_CHUNKS)) {
            chunks = new ChunkedBody(exchange.body(), verified, contentHash().endsWith("-TRAILER"));
        } else if (contentHash().equals(UNSIGNED_CHUNKS)) {
            chunks = new ChunkedBody(exchange.body(), null, true);
        }
        InputStream content = chunks == null ? exchange.body() : chunks;
        boolean verifying = settings.get(S3Settings.LOCAL_S3_VERIFY_CHECKSUMS);
        return verifying ? new CheckedBody(content, chunks, exchange) : content;
    }

    private String contentHash() {
        return exchange.headerOr("x-amz-content-sha256", "");
    }
}
