package dev.plinth.core.http;

import dev.plinth.core.internal.text.Arguments;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An HTTP response. Close it: an open response occupies a socket.
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
     * Returns a response with the given parts.
     *
     * @param status the HTTP status
     * @param headers the headers
     * @param body the body; closed with the response
     * @return the response
     */
    public static HttpResponse of(int status, HttpHeaders headers, InputStream body) {
        Arguments.required(headers, "headers");
        return new HttpResponse(status, headers, Objects.requireNonNull(body, "body"), null);
    }

    /**
     * Returns the HTTP status of the response. The Storage server responds with status 400 to most errors; the
     * effective status is in {@link #failure()}.
     *
     * @return the status
     */
    public int status() {
        return status;
    }

    /** {@return true if the status is 2xx} */
    public boolean successful() {
        return status >= 200 && status < 300;
    }

    /** {@return the headers} */
    public HttpHeaders headers() {
        return headers;
    }

    /**
     * Returns the body. It can be read once.
     *
     * @return the body's bytes as they arrive
     */
    public InputStream body() {
        return body;
    }

    /**
     * Returns the parsed error response.
     *
     * @return the error; empty if the status is 2xx, or if the response was not received through a connection
     */
    public Optional<Failure> failure() {
        return Optional.ofNullable(failure);
    }

    /**
     * Returns a copy of this response with another body.
     *
     * @param body the new body; closing it must close the current body
     * @return the new response
     */
    public HttpResponse withBody(InputStream body) {
        return new HttpResponse(status, headers, body, failure);
    }

    /**
     * Returns a copy of this response with a parsed error.
     *
     * @param failure the parsed error
     * @param content the bytes that were read from the body to parse it; they become the new body
     * @return the new response
     */
    public HttpResponse withFailure(Failure failure, byte[] content) {
        return new HttpResponse(status, headers, new ByteArrayInputStream(content), failure);
    }

    /** Closes the body, which releases the socket. */
    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // The response is no longer needed, and the transport discards the socket.
        }
    }

    @Override
    public String toString() {
        return "HTTP " + status + " " + headers;
    }
}
