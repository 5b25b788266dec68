package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.storage.StorageException;

/** An error as S3 clients get it: XML, or JSON for those who ask for it. */
final class S3ErrorReply {
    private S3ErrorReply() {}

    /** A PUT that fails closes its connection: its body may not have been read. */
    static Reply of(Exchange exchange, StorageException error) {
        Reply reply = isJson(exchange) ? json(exchange, error) : xml(exchange, error);
        boolean unread = exchange.method().equals("PUT") && exchange.hasBody();
        return unread || error.code().equals("MalformedXML") ? reply.header("connection", "close") : reply;
    }

    private static Reply xml(Exchange exchange, StorageException error) {
        return Xml.of("Error")
                .text("Resource", resource(exchange))
                .text("Code", error.code())
                .text("Message", error.text())
                .reply(error.statusCode());
    }

    private static Reply json(Exchange exchange, StorageException error) {
        return Reply.json(
                error.statusCode(),
                Json.object()
                        .set(
                                "Error",
                                Json.object(
                                        "Resource",
                                        resource(exchange),
                                        "Code",
                                        error.code(),
                                        "Message",
                                        error.text())));
    }

    private static boolean isJson(Exchange exchange) {
        String accept = exchange.header("accept");
        return accept != null && accept.contains("application/json");
    }

    /** The path as sent, without the slash after a bucket. */
    private static String resource(Exchange exchange) {
        String path = exchange.path().startsWith("/") ? exchange.path().substring(1) : exchange.path();
        return path.indexOf('/') == path.length() - 1 && !path.isEmpty() ? path.substring(0, path.length() - 1) : path;
    }
}
