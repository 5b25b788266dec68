package dev.plinth.core.http;

import dev.plinth.core.internal.text.Arguments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One HTTP answer. Whoever gets it closes it: an open answer holds a connection.
 *
 * <p>Not thread-safe, but {@link #close()} may be called from any thread.
 */
public final class HttpResponse implements AutoCloseable {

    private final int status;
    private final HttpHeaders headers;
    private final InputStream body;
    private final @Nullable Failure failure;

    private HttpResponse(int status, HttpHeaders headers, InputStream body, @Nullable Failure failure) {
        this.status = status;
        this.headers = headers;
        this.body = body;
        this.failure = failure;
    }

    /**
     * Returns an answer from its parts.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body; closing the answer closes it
     * @return the answer
     */
    public static HttpResponse of(int status, HttpHeaders headers, InputStream body) {
        Arguments.required(headers, "headers");
        return new HttpResponse(status, headers, Objects.requireNonNull(body, "body"), null);
    }

    /**
     * Returns the HTTP status as it came. The Storage server says 400 where it means 404: see {@link #failure()}.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /**
     * Tells whether the status is 2xx.
     *
     * @return true for 200 to 299
     */
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /**
     * Returns the headers.
     *
     * @return the headers
     */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * Returns the body, to be read once.
     *
     * @return the body's bytes as they arrive
     */
    public InputStream body() {
        return body;
    }

    /**
     * Returns what the answer says is wrong.
     *
     * @return the failure, if the status is not 2xx and the answer came through a connection
     */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Returns this answer with another body.
     *
     * @param other the body instead; it takes care of closing the first
     * @return the new answer
     */
    public HttpResponse withBody(InputStream other) {
        return new HttpResponse(status, headers, other, failure);
    }

    /**
     * Returns this answer with what is wrong, and with the part of the body that was read to find it out.
     *
     * @param what the failure
     * @param read the bytes read
     * @return the new answer
     */
    public HttpResponse withFailure(Failure what, byte[] read) {
        return new HttpResponse(status, headers, new ByteArrayInputStream(read), what);
    }

    /** Closes the body, and so gives the connection back. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // The answer is of no more interest, and the transport drops the connection by itself.
        }
    }

    @Override
    public String toString() {
        return "HTTP " + status + " " + headers;
    }
}
