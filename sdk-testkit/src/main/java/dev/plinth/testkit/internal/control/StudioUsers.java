package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;

/** Studio's routes for users: there is none that lists them. */
final class StudioUsers {
    private static final String BASE = "/platform/auth/{ref}";
    private static final String USERS = "/auth/v1/admin/users";
    private static final Pattern ID = Pattern.compile("[0-9a-f]{8}(-[0-9a-f]{4}){3}-[0-9a-f]{12}");

    private StudioUsers() {}

    static List<StudioRoute> routes() {
        return List.of(
                StudioRoute.of(BASE + "/users", "POST").on("POST", StudioUsers::create),
                StudioRoute.of(BASE + "/users/{id}", "PATCH")
                        .on("PATCH", StudioUsers::ban)
                        .on("DELETE", StudioUsers::delete),
                StudioRoute.of(BASE + "/users/{id}/factors", "DELETE").on("DELETE", StudioUsers::deleteFactors),
                StudioRoute.of(BASE + "/invite", "POST").on("POST", call -> send(call, "invite", "email")),
                StudioRoute.of(BASE + "/magiclink", "POST").on("POST", call -> send(call, "magiclink", "email")),
                StudioRoute.of(BASE + "/recover", "POST").on("POST", call -> send(call, "recover", "email")),
                StudioRoute.of(BASE + "/otp", "POST").on("POST", call -> send(call, "otp", "phone")));
    }

    private static Reply create(StudioCall call) throws IOException {
        return StudioCall.flattened(call.send("POST", USERS, call.body()));
    }

    private static Reply ban(StudioCall call) throws IOException {
        JsonNode duration = call.field("ban_duration");
        ObjectNode body = Json.object();
        if (!duration.isMissingNode()) {
            body.set("ban_duration", duration);
        }
        return StudioCall.flattened(call.send("PUT", user(call), body));
    }

    /** Always for good, whatever is asked for. */
    private static Reply delete(StudioCall call) throws IOException {
        Reply reply = call.send("DELETE", user(call), Json.object("should_soft_delete", false));
        return Upstream.succeeded(reply)
                ? Reply.json(200, Json.object().set("user", Json.object()))
                : StudioCall.flattened(reply);
    }

    private static Reply deleteFactors(StudioCall call) throws IOException {
        Reply factors = call.send("GET", user(call) + "/factors", null);
        if (!Upstream.succeeded(factors)) {
            return StudioCall.flattened(factors);
        }
        for (JsonNode factor : Upstream.json(factors)) {
            call.send("DELETE", user(call) + "/factors/" + factor.path("id").asText(), null);
        }
        return Reply.json(200, Json.object().putNull("data").putNull("error"));
    }

    private static Reply send(StudioCall call, String kind, String member) throws IOException {
        ObjectNode body = Json.object();
        JsonNode to = call.field(member);
        if (!to.isMissingNode()) {
            body.set(member, to);
        }
        Reply reply = call.send("POST", "/auth/v1/" + kind, body);
        return Upstream.succeeded(reply)
                ? Reply.json(200, Upstream.json(reply))
                : Reply.json(reply.status(), Json.object("message", StudioCall.message(reply)));
    }

    private static String user(StudioCall call) {
        if (!ID.matcher(call.param("id")).matches()) {
            throw new StudioFailure();
        }
        return USERS + "/" + call.param("id");
    }
}
