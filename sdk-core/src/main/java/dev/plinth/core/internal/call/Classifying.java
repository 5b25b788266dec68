package dev.plinth.core.internal.call;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reads what a bad answer says, once; everyone further out looks at the failure, never at the raw status. */
final class Classifying implements Exchange {

    private static final int LARGEST_ERROR = 64 * 1024;

    private final Exchange next;

    Classifying(Exchange next) {
        this.next = next;
    }

    @Override
    public HttpResponse exchange(HttpRequest request, Call<?> call) {
        HttpResponse response = next.exchange(request, call);
        if (call.brings(response)) {
            return response;
        }
        try (response) {
            byte[] body = readWhatCame(response.body());
            ServerFailure parsed =
                    FailureParser.parse(response, body, call.timing().now(), RequestSecrets.of(request));
            return response.withFailure(
                    call.gateway().interpret(call.operation.service().errors().interpret(parsed)), body);
        }
    }

    /** An error body that is cut short still tells the status: what came of it is used. */
    private static byte[] readWhatCame(InputStream body) {
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
