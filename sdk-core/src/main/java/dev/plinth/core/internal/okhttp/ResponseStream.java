package dev.plinth.core.internal.okhttp;

import dev.plinth.core.http.CallContext;
import java.io.FilterInputStream;
import java.io.IOException;
import okhttp3.Response;

/** A response body. Until it is closed, cancelling the call closes its socket. */
final class ResponseStream extends FilterInputStream {

    private final Response response;
    private final CallContext.Registration registration;

    ResponseStream(Response response, CallContext.Registration registration) {
        super(response.body().byteStream());
        this.response = response;
        this.registration = registration;
    }

    @Override
    public int read(byte[] buffer, int from, int count) throws IOException {
        return in.read(buffer, from, count);
    }

    @Override
    public void close() {
        registration.remove();
        response.close();
    }
}
