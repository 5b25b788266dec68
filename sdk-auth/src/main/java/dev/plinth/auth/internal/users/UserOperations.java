package dev.plinth.auth.internal.users;

import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.Factor;
import dev.plinth.auth.GeneratedLink;
import dev.plinth.auth.NewUser;
import dev.plinth.auth.SignInOptions;
import dev.plinth.auth.User;
import dev.plinth.auth.UserUpdate;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.SignInSettings;
import dev.plinth.auth.internal.api.Uuids;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Operations for the administration of users, directly and through a control plane. */
public final class UserOperations {

    public static final Decoder<User> USER = Decoder.json(Json.reader(UserRecord.class))::decode;

    private static final Decoder<FactorRecord> FACTOR = Decoder.json(Json.reader(FactorRecord.class));
    private static final Decoder<List<FactorRecord>> FACTORS = Decoder.json(Json.listReader(FactorRecord.class));

    private UserOperations() {}

    /** {@code POST /admin/users}. */
    public static Operation<User> create(NewUser user) {
        Map<String, Object> body = body(user);
        return Operation.unsafe(
                AuthService.SERVICE,
                "users.create",
                dialect -> AuthService.versioned(Route.post(users(dialect)).json(body))
                        .decode(USER));
    }

    private static Map<String, Object> body(NewUser user) {
        Map<String, Object> body = new LinkedHashMap<>();
        user.id().ifPresent(id -> body.put("id", Uuids.checked("user", id)));
        user.email().ifPresent(email -> body.put("email", email));
        user.phone().ifPresent(phone -> body.put("phone", phone));
        user.password().ifPresent(password -> body.put("password", password));
        user.passwordHash().ifPresent(hash -> body.put("password_hash", hash));
        user.email().ifPresent(email -> body.put("email_confirm", user.confirmed()));
        user.phone().ifPresent(phone -> body.put("phone_confirm", user.confirmed()));
        user.role().ifPresent(role -> body.put("role", role));
        user.banDuration().ifPresent(time -> body.put("ban_duration", UserUpdateSettings.duration(time)));
        if (!user.userMetadata().isEmpty()) {
            body.put("user_metadata", user.userMetadata());
        }
        if (!user.appMetadata().isEmpty()) {
            body.put("app_metadata", user.appMetadata());
        }
        return body;
    }

    /** Decodes a user, and checks that it is the requested one. */
    private static Decoder<User> matching(String id) {
        return USER.matching(user -> Uuids.same(id, user.id()));
    }

    /** {@code GET /admin/users/{id}}. */
    public static Operation<User> get(String id) {
        Route.Builder route = Route.get("/admin/users/{id}", Uuids.checked("user", id));
        return Operation.safe(AuthService.SERVICE, "users.get", AuthService.direct(route, matching(id)))
                .context("user", id);
    }

    /**
     * {@code PUT /admin/users/{id}}. Requests errors in the older of the server's two formats: it contains the
     * database's error code for an existing e-mail address or phone number, while the newer one only says that the
     * update failed.
     */
    public static Operation<User> update(String id, Consumer<? super UserUpdate> changes) {
        Route<User> direct = Route.put("/admin/users/{id}", Uuids.checked("user", id))
                .json(UserUpdateSettings.read(changes))
                .decode(matching(id));
        return Operation.idempotent(
                        AuthService.SERVICE, "users.update", dialect -> dialect == Dialect.PROJECT ? direct : null)
                .context("user", id)
                .alternative("control planes can only ban users: use users().ban, or Project.connect(projectUrl, key)");
    }

    /** {@code PUT /admin/users/{id}}; control planes offer {@code PATCH /users/{id}}, for bans only. */
    public static Operation<User> ban(String id, Duration duration) {
        return ban("users.ban", id, UserUpdateSettings.duration(duration));
    }

    /** {@code PUT /admin/users/{id}} without a ban; control planes offer {@code PATCH /users/{id}}. */
    public static Operation<User> unban(String id) {
        return ban("users.unban", id, "none");
    }

    private static Operation<User> ban(String operation, String id, String duration) {
        Map<String, String> body = Map.of("ban_duration", duration);
        String validId = Uuids.checked("user", id);
        return Operation.idempotent(
                        AuthService.SERVICE,
                        operation,
                        dialect -> dialect == Dialect.PROJECT
                                ? AuthService.versioned(Route.put("/admin/users/{id}", validId)
                                                .json(body))
                                        .decode(matching(id))
                                : Route.patch("/users/{id}", validId).json(body).decode(matching(id)))
                .context("user", id);
    }

    /** {@code DELETE /admin/users/{id}}. */
    public static Operation<Done> delete(String id) {
        String validId = Uuids.checked("user", id);
        return Operation.delete(
                        AuthService.SERVICE,
                        "users.delete",
                        Done.DONE,
                        dialect -> AuthService.versioned(Route.delete(users(dialect) + "/{id}", validId))
                                .decode(Decoder.done()))
                .context("user", id);
    }

    /** {@code DELETE /admin/users/{id}} with a body. Control planes may ignore the body and delete permanently. */
    public static Operation<Done> softDelete(String id) {
        Route.Builder route =
                Route.delete("/admin/users/{id}", Uuids.checked("user", id)).json(Map.of("should_soft_delete", true));
        return Operation.delete(
                        AuthService.SERVICE, "users.softDelete", Done.DONE, AuthService.direct(route, Decoder.done()))
                .context("user", id);
    }

    /** {@code POST /invite}. Control planes accept only the e-mail address, and some respond without the user. */
    public static Operation<User> invite(String email, Consumer<? super SignInOptions> options) {
        SignInSettings settings = SignInSettings.read(options);
        Map<String, Object> body = settings.body(EmailOrPhone.email(email));
        settings.withData(body);
        Map<String, String> emailOnly =
                Map.of("email", EmailOrPhone.email(email).value());
        return Operation.unsafe(
                        AuthService.SERVICE,
                        "users.invite",
                        dialect -> dialect == Dialect.PROJECT
                                ? AuthService.versioned(Route.post("/invite")
                                                .query("redirect_to", settings.redirect())
                                                .json(body))
                                        .decode(USER)
                                : Route.post("/invite").json(emailOnly).decode(USER))
                .context("email", email);
    }

    /** {@code POST /admin/generate_link}. */
    public static Operation<GeneratedLink> generateLink(Map<String, Object> request) {
        Route.Builder route = Route.post("/admin/generate_link").json(request);
        return Operation.unsafe(
                AuthService.SERVICE,
                "users.generateLink",
                AuthService.direct(route, AuthService.object().then(GeneratedLinkRecord::of)));
    }

    /** {@code GET /admin/users/{id}/factors}. */
    public static Operation<List<Factor>> factors(String userId) {
        Route.Builder route = Route.get("/admin/users/{id}/factors", Uuids.checked("user", userId));
        Decoder<List<Factor>> factors = FACTORS.then(List::copyOf);
        return Operation.safe(AuthService.SERVICE, "users.listFactors", AuthService.direct(route, factors))
                .context("user", userId);
    }

    /** {@code PUT /admin/users/{id}/factors/{factor}}. */
    public static Operation<Factor> renameFactor(String userId, String factorId, String friendlyName) {
        Route.Builder route = Route.put("/admin/users/{id}/factors/{factor}", ids(userId, factorId))
                .json(Map.of("friendly_name", friendlyName));
        return Operation.<Factor>idempotent(
                        AuthService.SERVICE, "users.renameFactor", AuthService.direct(route, FACTOR::decode))
                .context("user", userId, "factor", factorId);
    }

    /** {@code DELETE /admin/users/{id}/factors/{factor}}. */
    public static Operation<Done> deleteFactor(String userId, String factorId) {
        Route.Builder route = Route.delete("/admin/users/{id}/factors/{factor}", ids(userId, factorId));
        return Operation.delete(
                        AuthService.SERVICE, "users.deleteFactor", Done.DONE, AuthService.direct(route, Decoder.done()))
                .context("user", userId, "factor", factorId)
                .alternative("control planes delete all factors at once: users().deleteFactors(userId)");
    }

    /** {@code DELETE /users/{id}/factors}, which only control planes offer. */
    public static Operation<Done> deleteFactors(String userId) {
        Route<Done> proxied = Route.delete("/users/{id}/factors", Uuids.checked("user", userId))
                .decode(Decoder.done());
        return Operation.delete(
                        AuthService.SERVICE,
                        "users.deleteFactors",
                        Done.DONE,
                        dialect -> dialect == Dialect.PROJECT ? null : proxied)
                .context("user", userId);
    }

    private static String[] ids(String userId, String factorId) {
        return new String[] {Uuids.checked("user", userId), Uuids.checked("factor", factorId)};
    }

    static String users(Dialect dialect) {
        return switch (dialect) {
            case PROJECT -> "/admin/users";
            case STUDIO, NATIVE -> "/users";
        };
    }
}
