package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthJournal;
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
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The Auth server as one of a project's services. */
public final class AuthService implements Service {
    private static final String MOUNT = "/auth/v1";
    private static final int SHOWN = 100;
    private static final UUID OWNER = UUID.fromString("00000000-0000-4000-8000-000000000001");
    private static final String OWNER_EMAIL = "owner@example.com";
    /** Of {@code owner password}, by bcrypt of cost 10: to hash it anew would be a good part of the time that a start takes. */
    private static final String OWNER_HASH = "$2a$10$kdbsBLGnxjyWl9W1pkY9e.oMTcAWO0hnVq6xPFPvUOwjWfShv4mWm";

    private static final String CAPTCHA = "GOTRUE_SECURITY_CAPTCHA_ENABLED";
    private static final String COST = "GOTRUE_PASSWORD_HASH_COST";

    private final AuthCore core;
    private final AuthServer server;
    private final @Nullable AuthJournal journal;
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
        this.journal = context.persistent() ? journal(context) : null;
        this.afterReset = owned ? () -> ensureOwner(core) : () -> {};
        afterReset.run();
    }

    /** The platform's own server: it has an owner, and only a captcha of what a project may set. */
    public static AuthService ofPlatform(ProjectContext context) {
        return new AuthService(context, ownerSettings(context.settings()), true);
    }

    private AuthJournal journal(ProjectContext context) {
        try {
            AuthJournal opened = new AuthJournal(core.state, context.data().resolve("auth"));
            core.state.keep(opened);
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
            users.page(user -> true, true, false, 0, SHOWN).users().forEach(user -> shown.add(entry(user)));
            return true;
        });
    }

    private static ObjectNode entry(User user) {
        ObjectNode entry = Json.object("id", user.id, "email", user.email, "phone", user.phone, "role", user.role)
                .put("anonymous", user.anonymous)
                .put("confirmed", user.emailConfirmed() || user.phoneConfirmed())
                .put("createdAt", user.createdAt.toString())
                .put("lastSignInAt", user.lastSignInAt == null ? "" : user.lastSignInAt.toString());
        ArrayNode factors = entry.putArray("factors");
        user.factors.forEach(factor -> factors.add(
                Json.object("name", factor.friendlyName, "type", factor.type, "verified", factor.verified)));
        ArrayNode sessions = entry.putArray("sessions");
        user.sessions.forEach(session ->
                sessions.add(Json.object("id", session.id, "level", session.level(), "userAgent", session.userAgent)
                        .put("createdAt", session.createdAt.toString())
                        .put("refreshedAt", session.refreshedAt.toString())));
        return entry;
    }

    @Override
    public void close() {
        if (journal != null) {
            journal.close();
        }
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

    /** What is asked for is allowed: the gateways before the real server see to that. */
    private static Reply preflight(Exchange exchange) {
        String headers = exchange.header("access-control-request-headers");
        Reply reply = Reply.of(204)
                .header("access-control-allow-origin", "*")
                .header("access-control-allow-methods", "GET,POST,PUT,PATCH,DELETE");
        return headers == null ? reply : reply.header("access-control-allow-headers", headers);
    }

    /** A project's settings are not the platform's: it has the defaults. */
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
        core.accounts.addIdentity(owner, "email", OWNER_EMAIL, true);
        core.accounts.confirm(owner, "email");
        return owner.reloaded();
    }
}
