package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.UserTable;
import dev.plinth.testkit.internal.auth.token.AuthKeys;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.config.Setting;
import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.Jwts.TokenExpiry;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The Auth server as one of a project's services. */
public final class AuthService implements Service {
    private static final String MOUNT = "/auth/v1";
    private static final int SHOWN = 100;
    private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final String OWNER_EMAIL = "owner@example.com";

    /** The bcrypt hash of {@code owner password}: hashing it at each start would slow the start down. */
    private static final String OWNER_HASH = "$2a$10$kdbsBLGnxjyWl9W1pkY9e.oMTcAWO0hnVq6xPFPvUOwjWfShv4mWm";

    private static final String CAPTCHA = "GOTRUE_SECURITY_CAPTCHA_ENABLED";
    private static final String COST = "GOTRUE_PASSWORD_HASH_COST";

    private final AuthCore core;
    private final AuthServer server;
    private final Runnable afterReset;

    /** The server of a project. */
    public AuthService(ProjectContext context) {
        this(context, new AuthSettings(context.settings()::text), false);
    }

    private AuthService(ProjectContext context, AuthSettings settings, boolean owned) {
        AuthKeys keys =
                keys(settings, context.keys().jwtSecret(), context.jwts().expiry());
        keys.fromSet().forEach(context.jwts()::accept);
        this.core = new AuthCore(settings, context.clock(), keys, context.url() + MOUNT, context.outbox()::add);
        this.server = new AuthServer(core);
        if (context.persistent()) {
            keep(context.data());
        }
        this.afterReset = owned ? () -> ensureOwner(core) : () -> {};
        afterReset.run();
    }

    /** The platform's own server: it has an owner, and of a project's settings only the captcha and the hash cost. */
    public static AuthService ofPlatform(ProjectContext context) {
        return new AuthService(context, ownerSettings(context.settings()), true);
    }

    private void keep(Path data) {
        try {
            core.state.keep(data.resolve("auth"));
        } catch (IOException e) {
            throw new UncheckedIOException("cannot read the users kept in " + data, e);
        }
    }

    private static AuthKeys keys(AuthSettings settings, String projectSecret, TokenExpiry expiry) {
        String secret = settings.text("JWT_SECRET").isEmpty() ? projectSecret : settings.text("JWT_SECRET");
        String set = settings.text("JWT_KEYS");
        return set.isEmpty()
                ? AuthKeys.ofSecret(secret, settings.text("JWT_KEY_ID"), expiry)
                : AuthKeys.ofSet(set, secret, settings.text("JWT_KEY_ID"), expiry);
    }

    @Override
    public String mount() {
        return MOUNT;
    }

    @Override
    public boolean answersPreflight(String path) {
        return true;
    }

    @Override
    public void seedUsers(int count) {
        core.state.locked(() -> {
            core.state.users.seed(count, core.stamps(count));
            return true;
        });
    }

    @Override
    public void reset() {
        server.reset();
        afterReset.run();
    }

    /** The newest users, with their factors and sessions. */
    @Override
    public void describe(ObjectNode page) {
        core.state.locked(() -> {
            UserTable users = core.state.users;
            page.put("userCount", users.size());
            ArrayNode shown = page.putArray("users");
            users.page(null, false, 0, SHOWN).users().forEach(user -> shown.add(entry(user)));
            return true;
        });
    }

    private static ObjectNode entry(User user) {
        ObjectNode entry = Json.object("id", user.id, "email", user.email, "phone", user.phone, "role", user.role)
                .put("anonymous", user.isAnonymous)
                .put("confirmed", user.emailConfirmed() || user.phoneConfirmed())
                .put("createdAt", user.createdAt.toString())
                .put("lastSignInAt", user.lastSignInAt == null ? "" : user.lastSignInAt.toString());
        ArrayNode factors = entry.putArray("factors");
        user.factors.forEach(factor -> factors.add(
                Json.object("name", factor.friendlyName, "type", factor.factorType, "verified", factor.verified())));
        ArrayNode sessions = entry.putArray("sessions");
        user.sessions.forEach(session ->
                sessions.add(Json.object("id", session.id, "level", session.level(), "userAgent", session.userAgent)
                        .put("createdAt", session.createdAt.toString())
                        .put("refreshedAt", session.refreshedAt.toString())));
        return entry;
    }

    @Override
    public void close() {
        core.state.close();
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        if (exchange.method().equals("OPTIONS") && exchange.header("access-control-request-method") != null) {
            return preflight(exchange);
        }
        Call call = new Call(exchange);
        try {
            return server.handle(call);
        } catch (RuntimeException e) {
            exchange.failed(e);
            return AuthError.internal("Unexpected failure, please check server logs for more information")
                    .reply(call.header("x-supabase-api-version"));
        }
    }

    /** Allows whatever is asked for, as the gateways before the real server do. */
    private static Reply preflight(Exchange exchange) {
        String headers = exchange.header("access-control-request-headers");
        Reply reply = Reply.of(204)
                .header("access-control-allow-origin", "*")
                .header("access-control-allow-methods", "GET,POST,PUT,PATCH,DELETE");
        return headers == null ? reply : reply.header("access-control-allow-headers", headers);
    }

    /** The platform has the defaults, not a project's settings. */
    private static AuthSettings ownerSettings(Settings given) {
        Map<String, String> defaults = new HashMap<>();
        for (Setting<?> setting : AuthSettings.ALL) {
            defaults.put(setting.name(), setting.defaultValue());
        }
        return new AuthSettings(name -> switch (name) {
            case CAPTCHA -> given.text("PLATFORM_CAPTCHA_ENABLED");
            case COST -> given.text(COST);
            default -> defaults.getOrDefault(name, "");
        });
    }

    private static void ensureOwner(AuthCore core) {
        core.state.locked(() -> {
            if (core.state.users.find(OWNER) == null) {
                core.state.users.add(owner(core));
            }
            return true;
        });
    }

    private static User owner(AuthCore core) {
        User owner = core.accounts.newUser(OWNER, OWNER_EMAIL, "", OWNER_HASH, core.settings.jwtAud());
        core.accounts.addIdentity(owner, OWNER_EMAIL, true);
        core.accounts.confirm(owner, "email");
        return owner.reloaded();
    }
}
