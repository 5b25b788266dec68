package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageError;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * A request whose signature is good.
 *
 * @param exchange the request as it came
 * @param bucket the bucket it names; empty when it names none
 * @param key the object it names; empty when it names none
 * @param verified who signed it
 * @param verifying whether its body is held against its checksums
 */
record S3Request(Exchange exchange, String bucket, String key, SigV4.Verified verified, boolean verifying) {
    private static final String SIGNED_CHUNKS = "STREAMING-AWS4-HMAC-SHA256-PAYLOAD";
    private static final String UNSIGNED_CHUNKS = "STREAMING-UNSIGNED-PAYLOAD-TRAILER";
    private static final int PAGE = 1_000;

    Caller caller() {
        return verified.caller();
    }

    @Nullable
    String header(String name) {
        return exchange.header(name);
    }

    String header(String name, String otherwise) {
        String value = exchange.header(name);
        return value == null ? otherwise : value;
    }

    String query(String name) {
        String value = exchange.query(name);
        return value == null ? "" : value;
    }

    /** A whole number in the query; what is out of bounds is refused as the server's schema words it. */
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

    /** How much a page may hold: at most 1,000, which 0 means too. */
    int pageSize(String name) {
        int asked = number(name, PAGE, 0, Integer.MAX_VALUE);
        return asked == 0 ? PAGE : Math.min(asked, PAGE);
    }

    /** Whether names in the answer are percent-encoded. */
    boolean encodesNames() {
        String type = exchange.query("encoding-type");
        if (type != null && !type.equals("url")) {
            throw StorageError.INVALID_REQUEST.with(
                    "Querystring, encoding-type must be equal to one of the allowed values");
        }
        return type != null;
    }

    /** The content's length as announced, without any framing; -1 when nothing is said of it. */
    long contentLength() {
        String decoded = exchange.header("x-amz-decoded-content-length");
        if (decoded != null && decoded.matches("[0-9]{1,18}")) {
            return Long.parseLong(decoded);
        }
        return isChunked() ? -1 : exchange.contentLength();
    }

    /** The content; without its framing, if it has one that the server knows. */
    InputStream content() {
        InputStream content = unframed();
        return verifying ? new Checksums.CheckedBody(content, exchange) : content;
    }

    private InputStream unframed() {
        String hash = header("x-amz-content-sha256", "");
        if (hash.startsWith(SIGNED_CHUNKS)) {
            return ChunkedBody.signed(exchange.body(), verified, hash.endsWith("-TRAILER"));
        }
        return hash.equals(UNSIGNED_CHUNKS) ? ChunkedBody.unsigned(exchange.body()) : exchange.body();
    }

    private boolean isChunked() {
        String hash = header("x-amz-content-sha256", "");
        return hash.startsWith(SIGNED_CHUNKS) || hash.equals(UNSIGNED_CHUNKS);
    }
}
