package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.golang.GoDuration;
import dev.plinth.testkit.internal.golang.GoJsonException;
import dev.plinth.testkit.internal.golang.GoUuid;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;

/** {@code /admin/users}: users made, changed and read by an admin. */
final class AdminUsers {
    private static final ParamSpec PARAMS = ParamSpec.of("AdminUserParams")
            .strings("email", "phone", "password", "password_hash", "role", "ban_duration", "id", "aud")
            .bools("email_confirm", "phone_confirm")
            .maps("user_metadata", "app_metadata");
    private static final UUID NIL = new UUID(0, 0);

    private final AuthCore core;
    private final Bearers bearers;

    AdminUsers(AuthCore core, Bearers bearers) {
        this.core = core;
        this.bearers = bearers;
    }

    /** Finds the user that the path names. */
    User user(Call call) {
        UUID id = AuthCore.uuid(call.param("user_id"), "user_id must be an UUID");
        User user = core.state().users.find(id);
        if (user == null) {
            throw AuthError.of(404, "user_not_found", "User not found");
        }
        return user;
    }

    /** As a check on the way to what lies beneath a user. */
    void requireUser(Call call) {
        user(call);
    }

    AuthReply get(Call call) {
        return AuthReply.ok(UserJson.user(user(call)));
    }

    AuthReply create(Call call) {
        Params params = PARAMS.read(call.request());
        String email = params.text("email").isEmpty() ? "" : Accounts.validEmail(params.text("email"));
        String phone = params.text("phone").isEmpty() ? "" : Accounts.validPhone(params.text("phone"));
        if (email.isEmpty() && phone.isEmpty()) {
            throw AuthError.invalid("Cannot create a user without either an email or phone");
        }
        Optional<UUID> id = wantedId(params.text("id"));
        String aud = params.text("aud").isEmpty() ? bearers.audience(call) : params.text("aud");
        if (!email.isEmpty()) {
            requireUnused(
                    core.state().locked(() -> core.state().users.findByEmail(email, aud)) != null,
                    "email_exists",
                    "A user with this email address has already been registered");
        }
        if (!phone.isEmpty()) {
            requireUnused(
                    core.state().locked(() -> core.state().users.findByPhone(phone, aud)) != null,
                    "phone_exists",
                    "Phone number already registered by another user");
        }
        String hash = newHash(params);
        Duration ban = banDuration(params.text("ban_duration"));
        User user = core.accounts().newUser(id, email, phone, hash, aud);
        fill(user, params, ban);
        return core.state().locked(() -> insert(user, params, call));
    }

    private static void requireUnused(boolean used, String code, String text) {
        if (used) {
            throw AuthError.of(422, code, text);
        }
    }

    private static Optional<UUID> wantedId(String text) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        UUID id = GoUuid.parse(text).orElseThrow(() -> AuthError.invalid("ID must conform to the uuid v4 format"));
        if (id.equals(NIL)) {
            throw AuthError.invalid("ID cannot be a nil uuid");
        }
        return Optional.of(id);
    }

    private String newHash(Params params) {
        if (params.has("password") && params.has("password_hash")) {
            throw AuthError.invalid("Only a password or a password hash should be provided");
        }
        if (params.has("password_hash")) {
            if (!core.passwords().accepts(params.text("password_hash"))) {
                throw AuthError.internal("Error creating user");
            }
            return params.text("password_hash");
        }
        String password = params.text("password");
        if (password.isEmpty()) {
            return core.passwords().hashOfUnknown();
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.LONGEST) {
            throw AuthError.panic("Internal Server Error");
        }
        return core.passwords().hash(password);
    }

    private void fill(User user, Params params, Duration ban) {
        String provider = user.email.isEmpty() ? "phone" : "email";
        user.appMetadata = Accounts.providerData(provider);
        if (!user.email.isEmpty() && !user.phone.isEmpty()) {
            user.appMetadata.withArray("providers").add("phone");
        }
        user.appMetadata = User.merged(user.appMetadata, params.map("app_metadata"));
        user.userMetadata = params.map("user_metadata").deepCopy();
        if (!params.text("role").isEmpty()) {
            user.role = params.text("role");
        }
        if (!ban.isZero()) {
            user.bannedUntil = Times.micros(core.now().plus(ban));
        }
    }

    private AuthReply insert(User user, Params params, Call call) {
        if (core.state().users.find(user.id) != null) {
            throw AuthError.duplicate("users_pkey", "id", user.id.toString(), "Database error creating new user");
        }
        core.accounts().requireUnique(null, user.email, user.phone, "Database error creating new user");
        if (!user.email.isEmpty()) {
            core.accounts()
                    .addIdentity(user, "email", user.id.toString(), Accounts.emailData(user.id, user.email, false));
        }
        if (!user.phone.isEmpty()) {
            core.accounts()
                    .addIdentity(user, "phone", user.id.toString(), Accounts.phoneData(user.id, user.phone, false));
        }
        core.state().users.add(user);
        if (params.flag("email_confirm", false)) {
            core.accounts().confirmEmail(user);
        }
        if (params.flag("phone_confirm", false)) {
            core.accounts().confirmPhone(user);
        }
        core.audit()
                .byAdmin(
                        call,
                        "user_signedup",
                        Audit.traits(user).put("provider", user.email.isEmpty() ? "phone" : "email"));
        ObjectNode answer = UserJson.user(user);
        if (params.has("password_hash") && user.userMetadata.isEmpty()) {
            answer.putNull("user_metadata");
        }
        return AuthReply.ok(answer);
    }

    AuthReply update(Call call) {
        Params params = PARAMS.read(call.request());
        String email = params.text("email").isEmpty() ? "" : Accounts.validEmail(params.text("email"));
        String phone = params.text("phone").isEmpty() ? "" : Accounts.validPhone(params.text("phone"));
        Duration ban = banDuration(params.text("ban_duration"));
        if (params.has("password")) {
            core.passwords().requireStrong(params.text("password"));
        }
        String hash = params.has("password") ? core.passwords().hash(params.text("password")) : "";
        return core.state().locked(() -> {
            User user = user(call);
            core.accounts().requireUnique(user, email, phone, "Error updating user");
            JsonNode before = UserJson.user(user).get("identities");
            apply(user, params, email, phone, hash);
            if (!params.text("ban_duration").isEmpty()) {
                user.bannedUntil = ban.isZero() ? null : Times.micros(core.now().plus(ban));
            }
            core.accounts().touch(user);
            core.audit().byAdmin(call, "user_modified", Audit.traits(user));
            return AuthReply.ok(withOldIdentities(UserJson.user(user), before));
        });
    }

    /** Identities that were there before are shown as they were. */
    private static ObjectNode withOldIdentities(ObjectNode answer, JsonNode before) {
        ArrayNode identities = answer.withArray("identities");
        for (int i = 0; i < before.size(); i++) {
            identities.set(i, before.get(i));
        }
        return answer;
    }

    private void apply(User user, Params params, String email, String phone, String hash) {
        if (!params.text("role").isEmpty()) {
            user.role = params.text("role");
        }
        boolean emailConfirm = params.flag("email_confirm", false);
        boolean phoneConfirm = params.flag("phone_confirm", false);
        if (emailConfirm) {
            core.accounts().confirmEmail(user);
        }
        if (phoneConfirm) {
            core.accounts().confirmPhone(user);
        }
        if (params.has("password")) {
            core.accounts().setPassword(user, hash);
            core.state().endSessions(user);
        }
        if (!email.isEmpty()) {
            core.accounts().putEmailIdentity(user, email, emailConfirm);
            core.state().users.readdress(user, email, user.phone);
            user.anonymous &= !emailConfirm;
        }
        if (!phone.isEmpty()) {
            core.accounts().putPhoneIdentity(user, phone, phoneConfirm);
            core.state().users.readdress(user, user.email, phone);
            user.anonymous &= !phoneConfirm;
        }
        if (params.has("app_metadata")) {
            user.appMetadata = User.merged(user.appMetadata, params.map("app_metadata"));
        }
        if (params.has("user_metadata")) {
            user.userMetadata = User.merged(user.userMetadata, params.map("user_metadata"));
        }
    }

    private static Duration banDuration(String text) {
        if (text.isEmpty() || text.equals("none")) {
            return Duration.ZERO;
        }
        try {
            return GoDuration.parse(text);
        } catch (GoJsonException e) {
            throw AuthError.invalid("invalid format for ban duration: " + e.getMessage());
        }
    }

    static ObjectNode nothing() {
        return JsonNodeFactory.instance.objectNode();
    }
}
