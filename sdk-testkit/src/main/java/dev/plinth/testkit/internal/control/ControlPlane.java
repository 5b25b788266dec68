package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Profile;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The control plane: the routes of the platform's documentation, and more or fewer, depending on the profile. */
public final class ControlPlane implements Service {
    private static final Set<String> PROJECT_KEYS = Set.of("anon", "service_role");
    private static final String USERS = "/auth/v1/admin/users";
    private static final String AUTH = "/platform/auth/{ref}";
    private static final String STORAGE = "/platform/storage/{ref}";
    private static final Set<String> LOST_HEADERS =
            Set.of("x-upsert", "cache-control", "x-metadata", "range", "if-none-match", "if-modified-since", "accept");

    private final PlatformRuntime runtime;
    private final Profile profile;
    private final Router router;
    private final Studio studio;
    private final ProjectContext platform;

    /** Creates the control plane; the platform's own context verifies tokens. */
    public ControlPlane(ProjectContext platform, PlatformRuntime runtime) {
        this.runtime = runtime;
        this.platform = platform;
        this.studio = new Studio(runtime);
        this.profile = runtime.options().profile();
        HttpHandler notFound = exchange -> Reply.json(404, Json.object("message", "Not Found"));
        this.router = Router.of(notFound, notFound);
        seedRoutes();
        if (profile != Profile.SEED) {
            otherRoutes();
            new Discovery(runtime).mount(router);
            new StorageAdmin(runtime).mount(router);
        }
    }

    @Override
    public String mount() {
        return "/api";
    }

    /** A Studio does not support cross-origin requests. */
    @Override
    public boolean answersPreflight(String path) {
        return profile == Profile.STUDIO;
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        boolean hosted = platform.settings().get(ControlSettings.NEXT_PUBLIC_IS_PLATFORM);
        if (hosted && profile == Profile.STUDIO) {
            return studio.handle(exchange, true);
        }
        Optional<Reply> refusal = refusal(exchange);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (profile == Profile.STUDIO) {
            return studio.handle(exchange, false);
        }
        return profile == Profile.LOSSY ? bare(routed(exchange)) : routed(exchange);
    }

    /** The platform's own routes, else Studio's routes for Storage. */
    private Reply routed(Exchange exchange) throws IOException {
        boolean known = profile == Profile.SEED || router.knows(exchange.method(), exchange.path());
        Optional<Reply> dialect = known ? Optional.empty() : studio.storage(exchange);
        return dialect.isPresent() ? dialect.get() : router.handle(exchange);
    }

    /** The four calls of the platform's API page. */
    private void seedRoutes() {
        on("GET", AUTH + "/users", this::listUsers);
        on("POST", AUTH + "/users", call -> call.send("POST", USERS, call.body()));
        on(
                "GET",
                STORAGE + "/buckets",
                call -> call.send("GET", "/storage/v1/bucket" + call.exchange().queryString(), null));
        on("POST", STORAGE + "/object/{bucket}/*", this::forward);
    }

    private void otherRoutes() {
        on("PATCH", AUTH + "/users/{id}", call -> call.send("PUT", user(call), call.text("ban_duration")));
        on("DELETE", AUTH + "/users/{id}", call -> {
            boolean soft = call.query("soft_delete").equals("true");
            return call.send("DELETE", user(call), Json.object("should_soft_delete", soft));
        });
        on("DELETE", AUTH + "/users/{id}/factors", call -> call.deleteFactors(user(call)));
        for (String kind : List.of("invite", "magiclink", "otp", "recover")) {
            String to = kind.equals("otp") ? "phone" : "email";
            on("POST", AUTH + "/" + kind, call -> call.send("POST", "/auth/v1/" + kind, call.text(to)));
        }
        for (String method : List.of("GET", "HEAD", "POST", "PUT", "DELETE")) {
            on(method, STORAGE + "/bucket", this::forward);
            on(method, STORAGE + "/bucket/*", this::forward);
            on(method, STORAGE + "/object/*", this::forward);
        }
    }

    private void on(String method, String template, Call.Handler handler) {
        router.on(method, template, Call.route(runtime, handler));
    }

    private Reply listUsers(Call call) throws IOException {
        Reply reply = call.send("GET", USERS + usersQuery(call), null);
        return profile == Profile.LOSSY && Call.succeeded(reply)
                ? Reply.json(200, Call.json(reply).path("users"))
                : reply;
    }

    /** The paging of Auth itself, or that of older Studios. */
    private static String usersQuery(Call call) {
        String limit = call.query("limit");
        if (!limit.matches("[1-9][0-9]{0,8}")) {
            return call.exchange().queryString();
        }
        long offset = call.query("offset").matches("[0-9]{1,9}") ? Long.parseLong(call.query("offset")) : 0;
        return "?per_page=" + limit + "&page=" + (offset / Long.parseLong(limit) + 1);
    }

    private static String user(Call call) {
        return USERS + "/" + call.param("id");
    }

    /** Forwards to Storage's own route. */
    private Reply forward(Call call) throws IOException {
        String path = call.exchange().path();
        String target = "/storage/v1" + path.substring(path.indexOf('/', "/platform/storage/".length()))
                + call.exchange().queryString();
        boolean lossy = profile == Profile.LOSSY;
        return lossy && call.exchange().method().equals("DELETE")
                ? call.send("DELETE", target, null)
                : call.forward(target, lossy ? LOST_HEADERS : Set.of());
    }

    /** The response through a proxy that keeps only status, content type and body. */
    private static Reply bare(Reply reply) {
        String type = reply.header("content-type");
        Reply.BodyWriter writer = reply.writer();
        if (writer != null) {
            return Reply.stream(
                    reply.status(), type == null ? "application/octet-stream" : type, reply.length(), writer);
        }
        return type == null ? Reply.of(reply.status()) : Reply.of(reply.status(), type, reply.bytes());
    }

    /** The refusal of a caller who is not allowed; empty for one who is. */
    private Optional<Reply> refusal(Exchange exchange) {
        String user = platform.settings().get(ControlSettings.DASHBOARD_USERNAME);
        String authorization = exchange.headerOr("authorization", "");
        if (!user.isEmpty()) {
            String password = platform.settings().get(ControlSettings.DASHBOARD_PASSWORD);
            String pair = Base64.getEncoder().encodeToString((user + ":" + password).getBytes(StandardCharsets.UTF_8));
            byte[] expected = ("Basic " + pair).getBytes(StandardCharsets.UTF_8);
            Reply challenge = Reply.json(401, Json.object("message", "Unauthorized"))
                    .header("www-authenticate", "Basic realm=\"service\"");
            return MessageDigest.isEqual(expected, authorization.getBytes(StandardCharsets.UTF_8))
                    ? Optional.empty()
                    : Optional.of(challenge);
        }
        ObjectNode unauthorized = Json.object("code", "unauthorized", "error", "unauthorized")
                .put("message", "Missing or invalid authentication credentials");
        return profile == Profile.STUDIO || isUser(authorization)
                ? Optional.empty()
                : Optional.of(Reply.json(401, unauthorized));
    }

    /** Whether a header has the access token of a signed-in user of the platform. */
    private boolean isUser(String authorization) {
        if (!authorization.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return false;
        }
        try {
            ObjectNode claims =
                    platform.jwts().verify(authorization.substring(7).trim());
            return claims.path("sub").isTextual()
                    && !PROJECT_KEYS.contains(claims.path("role").asText());
        } catch (JwtException e) {
            return false;
        }
    }
}
