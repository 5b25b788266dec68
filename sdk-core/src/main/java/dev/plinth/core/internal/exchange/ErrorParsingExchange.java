package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.call.RequestSecrets;
import dev.plinth.core.internal.error.ErrorResponseParser;
import dev.plinth.core.internal.error.ServerFailure;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Parses error responses once. The outer exchanges use the parsed failure, never the raw status. */
public final class ErrorParsingExchange implements Exchange {

    private static final int LARGEST_ERROR = 64 * 1024;

    private final Exchange next;

    public ErrorParsingExchange(Exchange next) {
        this.next = next;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        HttpResponse response = next.exchange(request, call);
        if (call.hasResult(response)) {
            return response;
        }
        try (response) {
            byte[] body = readAvailable(response.body());
            ServerFailure parsed =
                    ErrorResponseParser.parse(response, body, call.timing().now(), RequestSecrets.of(request));
            return response.withFailure(
                    call.gateway()
                            .interpret(call.operationSpec().service().errors().interpret(parsed)),
                    body);
        }
    }

    /** An incomplete error body is used as far as it was received, because the status is known. */
    private static byte[] readAvailable(InputStream body) {
        ByteArrayOutputStream came = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        try {
            int read = body.read(buffer);
            while (read >= 0 && came.size() < LARGEST_ERROR) {
                came.write(buffer, 0, Math.min(read, LARGEST_ERROR - came.size()));
                read = body.read(buffer);
            }
        } catch (IOException e) {
            return came.toByteArray();
        }
        return came.toByteArray();
    }
}
