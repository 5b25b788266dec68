package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Profile;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** A project's users through the platform: what its Auth server answers comes back as it is. */
record UsersProxy(Profile profile) {
    private static final String USERS = "/auth/v1/admin/users";
    private static final int BODY_LIMIT = 1 << 20;

    Reply list(Upstream upstream, Exchange exchange) throws IOException {
        Reply reply = upstream.call(exchange, "GET", USERS + query(exchange), null);
        if (profile != Profile.LOSSY || !Upstream.succeeded(reply)) {
            return reply;
        }
        return Reply.json(200, Upstream.json(reply).path("users"));
    }

    Reply create(Upstream upstream, Exchange exchange) throws IOException {
        return upstream.call(exchange, "POST", USERS, body(exchange));
    }

    Reply update(Upstream upstream, Exchange exchange) throws IOException {
        ObjectNode change = Json.object();
        JsonNode ban = body(exchange).path("ban_duration");
        if (ban.isTextual()) {
            change.set("ban_duration", ban);
        }
        return upstream.call(exchange, "PUT", user(exchange), change);
    }

    Reply delete(Upstream upstream, Exchange exchange) throws IOException {
        @Nullable String soft = exchange.query("soft_delete");
        ObjectNode body = Json.object("should_soft_delete", "true".equals(soft));
        return upstream.call(exchange, "DELETE", user(exchange), body);
    }

    Reply deleteFactors(Upstream upstream, Exchange exchange) throws IOException {
        Reply failure = upstream.deleteFactors(exchange, user(exchange));
        return failure == null ? Reply.json(200, Json.object("data", null, "error", null)) : failure;
    }

    /** One of the mails, or text messages, that the Auth server sends: invite, magiclink, otp, recover. */
    Reply send(Upstream upstream, Exchange exchange, String kind) throws IOException {
        String member = kind.equals("otp") ? "phone" : "email";
        ObjectNode body = Json.object();
        JsonNode to = body(exchange).path(member);
        if (to.isTextual()) {
            body.set(member, to);
        }
        return upstream.call(exchange, "POST", "/auth/v1/" + kind, body);
    }

    /** The paging of Auth itself, or that of older Studios. */
    private static String query(Exchange exchange) {
        @Nullable String limit = exchange.query("limit");
        @Nullable String offset = exchange.query("offset");
        if (limit == null || !limit.matches("[1-9][0-9]{0,8}")) {
            return exchange.rawQuery() == null ? "" : "?" + exchange.rawQuery();
        }
        long skipped = offset != null && offset.matches("[0-9]{1,9}") ? Long.parseLong(offset) : 0;
        return "?per_page=" + limit + "&page=" + (skipped / Long.parseLong(limit) + 1);
    }

    private static String user(Exchange exchange) {
        return USERS + "/" + exchange.param("id");
    }

    private static JsonNode body(Exchange exchange) throws IOException {
        return Json.parse(exchange.bodyBytes(BODY_LIMIT)).orElse(Json.object());
    }
}
