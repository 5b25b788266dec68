package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.jwt.JwtKey;
import dev.plinth.testkit.internal.jwt.TokenExpiry;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.SeedsUsers;
import dev.plinth.testkit.internal.platform.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The Auth server as one of a project's services. */
public final class AuthService implements Service, SeedsUsers {
    private static final String MOUNT = "/auth/v1";
    private static final String UNEXPECTED = "Unexpected failure, please check server logs for more information";

    private final AuthServer server;
    private final String base;

    private final @Nullable AuthJournal journal;
    private final Runnable afterReset;

    /** The server of a project. */
    public AuthService(ProjectContext context) {
        this(context, new AuthSettings(context.settings()::text), false);
    }

    private AuthService(ProjectContext context, AuthSettings settings, boolean owned) {
        AuthKeys keys =
                keys(settings, context.keys().jwtSecret(), context.jwts().expiry());
        keys.fromSet().forEach(key -> addTo(context, key));
        this.base = context.url() + MOUNT;
        this.server = new AuthServer(new AuthCore(
                settings,
                context.clock(),
                () -> keys,
                base,
                message -> context.outbox().add(message)));
        this.journal = context.persistent() ? journal(context) : null;
        this.afterReset = owned ? () -> PlatformOwner.ensure(server.core()) : () -> {};
        afterReset.run();
    }

    /** The platform's own server: it has an owner, and only a captcha of what a project may set. */
    public static AuthService ofPlatform(ProjectContext context) {
        return new AuthService(context, PlatformOwner.settings(context.settings()), true);
    }

    private AuthJournal journal(ProjectContext context) {
        try {
            AuthState state = server.core().state();
            AuthJournal opened = AuthJournal.open(
                    state, context.data().resolve("auth"), server.core().passwords());
            state.keep(opened);
            return opened;
        } catch (IOException e) {
            throw new UncheckedIOException("the users kept in " + context.data(), e);
        }
    }

    private static AuthKeys keys(AuthSettings settings, String projectSecret, TokenExpiry expiry) {
        String secret = settings.text("JWT_SECRET").isEmpty() ? projectSecret : settings.text("JWT_SECRET");
        String set = settings.text("JWT_KEYS");
        return set.isEmpty()
                ? AuthKeys.ofSecret(secret, settings.text("JWT_KEY_ID"), expiry)
                : AuthKeys.ofSet(set, secret, settings.text("JWT_KEY_ID"), expiry);
    }

    /** Makes the project's other services take tokens of the key; they sign on with the secret. */
    private static void addTo(ProjectContext context, JwtKey key) {
        JwtKey signing = context.jwts().signingKey();
        context.jwts().rotateTo(key);
        context.jwts().remove(signing);
        context.jwts().rotateTo(signing);
    }

    @Override
    public String mount() {
        return MOUNT;
    }

    @Override
    public HttpHandler handler() {
        return this::handle;
    }

    @Override
    public boolean answersPreflight(String path) {
        return true;
    }

    /** The server itself, for those that stand before it. */
    public AuthServer server() {
        return server;
    }

    /** Where the server's root is seen from outside. */
    public String base() {
        return base;
    }

    @Override
    public void seedUsers(int count) {
        AuthCore core = server.core();
        core.state().locked(() -> {
            core.state().users.seed(count, core.stamps(count), core.passwords());
            return true;
        });
    }

    @Override
    public void reset() {
        server.reset();
        afterReset.run();
    }

    @Override
    public void describe(ObjectNode page) {
        AuthPage.describe(server.core(), page);
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
    }

    private Reply handle(Exchange exchange) throws IOException {
        if (exchange.method().equals("OPTIONS") && exchange.header("access-control-request-method") != null) {
            return preflight(exchange);
        }
        Map<String, String> headers = new HashMap<>();
        exchange.headers()
                .forEach(header -> headers.putIfAbsent(header.getKey().toLowerCase(Locale.ROOT), header.getValue()));
        String query = exchange.rawQuery() == null ? "" : exchange.rawQuery();
        AuthRequest request = new AuthRequest(
                exchange.method(),
                exchange.path().isEmpty() ? "/" : exchange.path(),
                query,
                headers,
                exchange.body().readNBytes(AuthRequest.BODY_LIMIT + 1),
                exchange.clientIp(),
                base);
        try {
            return reply(server.handle(request));
        } catch (RuntimeException e) {
            exchange.failed(e);
            return reply(ErrorWriter.write(AuthError.internal(UNEXPECTED), request));
        }
    }

    /** What is asked for is allowed: the gateways before the real server see to that. */
    private static Reply preflight(Exchange exchange) {
        String headers = exchange.header("access-control-request-headers");
        Reply reply = Reply.of(204)
                .header("access-control-allow-origin", "*")
                .header("access-control-allow-methods", "GET,POST,PUT,PATCH,DELETE");
        return headers == null ? reply : reply.header("access-control-allow-headers", headers);
    }

    private static Reply reply(AuthReply from) {
        byte[] body = from.body().getBytes(java.nio.charset.StandardCharsets.UTF_8);
        String type = from.headers().get("Content-Type");
        Reply reply = type == null ? Reply.of(from.status()) : Reply.of(from.status(), type, body);
        from.headers().forEach((name, value) -> {
            if (!name.equals("Content-Type")) {
                reply.header(name, value);
            }
        });
        return reply;
    }

    @Override
    public String toString() {
        return "auth at " + base;
    }
}
