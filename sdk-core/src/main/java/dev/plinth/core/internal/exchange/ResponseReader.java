package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.call.RequestSecrets;
import dev.plinth.core.internal.error.ErrorResponseParser;
import dev.plinth.core.internal.error.ServerFailure;
import dev.plinth.core.internal.operation.WrongResponseException;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/**
 * Reads a response once: decodes the result of a successful one, and parses the failure of an error response. Part of
 * an attempt, so that a response that ends early is retried like one that was never received. Callers use the decoded
 * result or the parsed failure, never the raw status.
 */
final class ResponseReader {

    private static final int LARGEST_ERROR = 64 * 1024;

    private ResponseReader() {}

    static HttpResponse read(HttpResponse response, HttpRequest request, Call<?> call) {
        return call.hasResult(response) ? decode(response, call) : parseFailure(response, request, call);
    }

    private static HttpResponse decode(HttpResponse response, Call<?> call) {
        boolean kept = false;
        try {
            call.decode(response);
            kept = call.route().streams;
            return response;
        } catch (WrongResponseException e) {
            // Further responses on this socket would be delivered to the wrong requests, too.
            call.abortExchange();
            throw call.failures().transportFailure(e);
        } catch (IOException e) {
            throw call.failures().transportFailure(e);
        } finally {
            if (!kept) {
                response.close();
            }
        }
    }

    private static HttpResponse parseFailure(HttpResponse response, HttpRequest request, Call<?> call) {
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
        ByteArrayOutputStream received = new ByteArrayOutputStream();
        byte[] buffer = new byte[4096];
        try {
            int read = body.read(buffer);
            while (read >= 0 && received.size() < LARGEST_ERROR) {
                received.write(buffer, 0, Math.min(read, LARGEST_ERROR - received.size()));
                read = body.read(buffer);
            }
        } catch (IOException e) {
            return received.toByteArray();
        }
        return received.toByteArray();
    }
}
