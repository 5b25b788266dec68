package dev.plinth.testkit.internal.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import java.nio.ByteBuffer;
import org.eclipse.jetty.http.HttpHeader;
import org.eclipse.jetty.http.HttpStatus;
import org.eclipse.jetty.server.Request;
import org.eclipse.jetty.server.Response;
import org.eclipse.jetty.util.Callback;

/** Answers what the HTTP layer refuses before any handler sees it, in the words of the real servers. */
final class RefusedHandler implements Request.Handler {
    @Override
    public boolean handle(Request request, Response response, Callback callback) {
        int status = response.getStatus() < 400 ? 500 : response.getStatus();
        if (status == HttpStatus.URI_TOO_LONG_414) {
            status = HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431;
        }
        response.setStatus(status);
        response.getHeaders().put(HttpHeader.CONTENT_TYPE, "application/json");
        response.getHeaders().put(HttpHeader.CONNECTION, "close");
        response.write(true, ByteBuffer.wrap(Json.bytes(body(status))), callback);
        return true;
    }

    private static ObjectNode body(int status) {
        String message = status == HttpStatus.REQUEST_HEADER_FIELDS_TOO_LARGE_431
                ? "Exceeded maximum allowed HTTP header size"
                : "Client Error";
        return Json.object()
                .put("error", HttpStatus.getMessage(status))
                .put("message", message)
                .put("statusCode", status);
    }
}
