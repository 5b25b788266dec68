package dev.plinth.testkit.internal.auth.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.golang.Go;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A request, with the parameters of its path and the caller, as the routes find them. */
public final class Call {
    private static final int BODY_LIMIT = 1 << 20;

    private final Exchange exchange;
    private final byte[] body;
    private final Map<String, String> params = new HashMap<>();
    private ObjectNode claims = Json.object();
    private @Nullable User user;
    private @Nullable Session session;

    /** Reads the body up to one byte more than the limit. */
    public Call(Exchange exchange) throws IOException {
        this.exchange = exchange;
        this.body = exchange.body().readNBytes(BODY_LIMIT + 1);
    }

    public String method() {
        return exchange.method();
    }

    /** The path below the server's own root. */
    public String path() {
        return exchange.path().isEmpty() ? "/" : exchange.path();
    }

    /** The first value of a header; empty if there is none. */
    public String header(String name) {
        String value = exchange.header(name);
        return value == null ? "" : value;
    }

    public Map<String, List<String>> parameters() {
        return exchange.queries();
    }

    /** The first value of a query parameter; empty if there is none. */
    public String parameter(String name) {
        String value = exchange.query(name);
        return value == null ? "" : value;
    }

    /** A value of the form in the body, else of the query. */
    public String formParameter(String name) {
        List<String> values =
                form() ? Percent.form(new String(body, StandardCharsets.UTF_8)).get(name) : null;
        return values == null ? parameter(name) : values.get(0);
    }

    private boolean form() {
        return header("content-type").startsWith("application/x-www-form-urlencoded");
    }

    /** The body; empty for a form, which the server consumes when it parses it. */
    public byte[] content() {
        AuthError.of(413, "request_entity_too_large", "Request body too large (max " + BODY_LIMIT + " bytes)")
                .throwIf(body.length > BODY_LIMIT);
        return form() ? new byte[0] : body;
    }

    /** A member of the body, whatever the body is. */
    public JsonNode member(String name) {
        return Json.parse(content()).map(node -> node.path(name)).orElseGet(MissingNode::getInstance);
    }

    /** The client's address: what a proxy says, else the socket's. */
    public String address() {
        for (String hop : header("x-forwarded-for").split(",", -1)) {
            if (hop.trim().matches("[0-9.]+|[0-9a-fA-F:]*:[0-9a-fA-F:.]+")) {
                return hop.trim();
            }
        }
        return exchange.clientIp();
    }

    /** An id in the path. */
    public UUID id(String name) {
        return Percent.decode(params.getOrDefault(name, ""))
                .flatMap(Go::uuid)
                .orElseThrow(() -> AuthError.of(404, "validation_failed", name + " must be an UUID"));
    }

    public String param(String name) {
        return params.getOrDefault(name, "");
    }

    void params(Map<String, String> inPath) {
        params.putAll(inPath);
    }

    public ObjectNode claims() {
        return claims;
    }

    /** The signed-in user. */
    public User user() {
        User caller = user;
        if (caller == null) {
            throw new IllegalStateException("the route has no signed-in user");
        }
        return caller;
    }

    /** The user whose token an admin call came with; null when it came with a key. */
    public @Nullable User adminUser() {
        return user;
    }

    public @Nullable Session session() {
        return session;
    }

    /** Whether the caller's session was raised by a second factor. */
    public boolean raised() {
        return session != null && session.raised;
    }

    public void caller(ObjectNode tokenClaims, @Nullable User caller, @Nullable Session callerSession) {
        claims = tokenClaims;
        user = caller;
        session = callerSession;
    }
}
