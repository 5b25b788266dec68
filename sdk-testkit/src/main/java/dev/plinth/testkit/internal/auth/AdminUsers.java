package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Factor;
import dev.plinth.testkit.internal.auth.model.User.Identity;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.token.Codes;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.golang.GoDuration;
import dev.plinth.testkit.internal.golang.GoUuid;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.password.PasswordHash;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.UUID;

/** {@code /admin/users}: users made, changed, read and deleted by an admin, and their factors. */
record AdminUsers(AuthCore core) {
    private static final Params.Spec PARAMS =
            Params.Spec.of("email phone password password_hash role ban_duration id aud email_confirm:flag"
                    + " phone_confirm:flag user_metadata:map app_metadata:map");
    private static final UUID NIL = new UUID(0, 0);
    private static final Params.Spec DELETE = Params.Spec.of("should_soft_delete:flag");
    private static final int LONGEST_PHONE = 15;
    private static final Params.Spec FACTOR = Params.Spec.of("friendly_name factor_type phone");

    /** Finds the user that the path names. */
    User user(Call call) {
        User user = core.state.users.find(call.id("user_id"));
        if (user == null) {
            throw AuthError.of(404, "user_not_found", "User not found");
        }
        return user;
    }

    /** As a check on the way to what lies beneath a user. */
    void requireUser(Call call) {
        user(call);
    }

    Reply get(Call call) {
        return Replies.ok(UserJson.user(user(call)));
    }

    Reply create(Call call) {
        Params params = PARAMS.read(call);
        String email = Accounts.email(params);
        String phone = Accounts.phone(params);
        AuthError.invalidIf(
                email.isEmpty() && phone.isEmpty(), "Cannot create a user without either an email or phone");
        UUID id = wantedId(params.text("id"));
        String aud = params.filled("aud") ? params.text("aud") : core.bearers.audience(call);
        if (core.state.locked(() -> core.state.users.findByEmail(email, aud)) != null) {
            throw AuthError.emailExists();
        }
        if (core.state.locked(() -> core.state.users.findByPhone(phone, aud)) != null) {
            throw AuthError.of(422, "phone_exists", "Phone number already registered by another user");
        }
        String hash = newHash(params);
        Duration ban = banDuration(params.text("ban_duration"));
        User user = core.accounts.newUser(id, email, phone, hash, aud);
        fill(user, params, ban);
        return core.state.locked(() -> insert(user, params, call));
    }

    private static UUID wantedId(String text) {
        if (text.isEmpty()) {
            return UUID.randomUUID();
        }
        UUID id = GoUuid.parse(text).orElseThrow(() -> AuthError.invalid("ID must conform to the uuid v4 format"));
        AuthError.invalidIf(id.equals(NIL), "ID cannot be a nil uuid");
        return id;
    }

    private String newHash(Params params) {
        AuthError.invalidIf(
                params.has("password") && params.has("password_hash"),
                "Only a password or a password hash should be provided");
        if (params.has("password_hash")) {
            if (!PasswordHash.accepts(params.text("password_hash"))) {
                throw AuthError.internal("Error creating user");
            }
            return params.text("password_hash");
        }
        String password = params.text("password");
        if (password.isEmpty()) {
            return PasswordHash.ofUnknown(core.random);
        }
        if (password.getBytes(StandardCharsets.UTF_8).length > Passwords.LONGEST) {
            throw AuthError.panic("Internal Server Error");
        }
        return core.passwords.hash(password);
    }

    private void fill(User user, Params params, Duration ban) {
        if (!user.email.isEmpty() && !user.phone.isEmpty()) {
            user.appMetadata.withArray("providers").add("phone");
        }
        user.appMetadata = User.merged(user.appMetadata, params.map("app_metadata"));
        user.userMetadata = params.map("user_metadata").deepCopy();
        if (params.filled("role")) {
            user.role = params.text("role");
        }
        if (!ban.isZero()) {
            user.bannedUntil = core.now().plus(ban).truncatedTo(ChronoUnit.MICROS);
        }
    }

    private Reply insert(User user, Params params, Call call) {
        if (core.state.users.find(user.id) != null) {
            throw AuthError.duplicate("users_pkey", "id", user.id.toString(), "Database error creating new user");
        }
        core.accounts.requireUnique(null, user.email, user.phone, "Database error creating new user");
        if (!user.email.isEmpty()) {
            core.accounts.addIdentity(user, "email", user.email, false);
        }
        if (!user.phone.isEmpty()) {
            core.accounts.addIdentity(user, "phone", user.phone, false);
        }
        core.state.users.add(user);
        if (params.flag("email_confirm", false)) {
            core.accounts.confirm(user, "email");
        }
        if (params.flag("phone_confirm", false)) {
            core.accounts.confirm(user, "phone");
        }
        core.audit.byAdmin(call, "user_signedup", user, "provider", user.email.isEmpty() ? "phone" : "email");
        ObjectNode answer = UserJson.user(user);
        if (params.has("password_hash") && user.userMetadata.isEmpty()) {
            answer.putNull("user_metadata");
        }
        return Replies.ok(answer);
    }

    Reply update(Call call) {
        Params params = PARAMS.read(call);
        String email = Accounts.email(params);
        String phone = Accounts.phone(params);
        Duration ban = banDuration(params.text("ban_duration"));
        if (params.has("password")) {
            core.passwords.requireStrong(params.text("password"));
        }
        String hash = params.has("password") ? core.passwords.hash(params.text("password")) : "";
        return core.state.locked(() -> {
            User user = user(call);
            core.accounts.requireUnique(user, email, phone, "Error updating user");
            JsonNode before = UserJson.user(user).get("identities");
            apply(user, params, email, phone, hash);
            if (params.filled("ban_duration")) {
                user.bannedUntil = ban.isZero() ? null : core.now().plus(ban).truncatedTo(ChronoUnit.MICROS);
            }
            core.accounts.touch(user);
            core.audit.byAdmin(call, "user_modified", user);
            return Replies.ok(withOldIdentities(UserJson.user(user), before));
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
        if (params.filled("role")) {
            user.role = params.text("role");
        }
        boolean emailConfirm = params.flag("email_confirm", false);
        boolean phoneConfirm = params.flag("phone_confirm", false);
        if (emailConfirm) {
            core.accounts.confirm(user, "email");
        }
        if (phoneConfirm) {
            core.accounts.confirm(user, "phone");
        }
        if (params.has("password")) {
            core.accounts.setPassword(user, hash);
            core.state.endSessions(user);
        }
        if (!email.isEmpty()) {
            core.accounts.readdress(user, "email", email, emailConfirm);
        }
        if (!phone.isEmpty()) {
            core.accounts.readdress(user, "phone", phone, phoneConfirm);
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
        } catch (IllegalArgumentException e) {
            throw AuthError.invalid("invalid format for ban duration: " + e.getMessage());
        }
    }

    Reply delete(Call call) {
        User user = user(call);
        boolean soft = DELETE.readOrEmpty(call).flag("should_soft_delete", false);
        core.audit.byAdmin(call, "user_deleted", user);
        if (!soft) {
            core.state.removeUser(user);
        } else if (user.deletedAt == null) {
            hollow(user);
        }
        return Replies.nothing();
    }

    private void hollow(User user) {
        core.state.endSessions(user);
        core.state.dropOneTimeTokens(user);
        user.factors.clear();
        String phone = hashed(user, user.phone).substring(0, LONGEST_PHONE);
        user.newPhone = hashed(user, user.newPhone).substring(0, LONGEST_PHONE);
        user.newEmail = hashed(user, user.newEmail);
        core.state.users.readdress(user, hashed(user, user.email), phone);
        user.passwordHash = "";
        user.appMetadata = Json.object();
        user.userMetadata = Json.object();
        for (Identity identity : user.identities) {
            identity.providerId = hashed(user, identity.provider + ":" + identity.providerId);
            identity.data = Json.object();
        }
        user.deletedAt = core.stamp();
        core.accounts.touch(user);
    }

    private static String hashed(User user, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Codes.digest("SHA-256", user.id + text));
    }

    void requireFactor(Call call) {
        Factors.factor(call, user(call));
    }

    Reply factors(Call call) {
        ArrayNode factors = Json.array();
        user(call).factors.forEach(factor -> factors.add(UserJson.factor(factor)));
        return Replies.ok(factors);
    }

    Reply updateFactor(Call call) {
        User user = user(call);
        Factor factor = Factors.factor(call, user);
        Params params = FACTOR.read(call);
        String name = params.text("friendly_name");
        if (!name.isEmpty()) {
            if (user.factors.stream().anyMatch(other -> other != factor && other.friendlyName.equals(name))) {
                throw AuthError.panic();
            }
            factor.friendlyName = name;
        }
        if (params.filled("phone") && factor.type.equals("phone")) {
            factor.phone = Accounts.validPhone(params.text("phone"));
        }
        factor.changed(core.stamp());
        core.audit.byAdmin(call, "factor_updated", user, "factor_id", factor.id);
        return Replies.ok(UserJson.factor(factor));
    }

    Reply removeFactor(Call call) {
        User user = user(call);
        Factor factor = Factors.factor(call, user);
        Factors.removeFactor(factor);
        core.audit.byAdmin(call, "factor_deleted", user, "factor_id", factor.id);
        return Replies.ok(UserJson.factor(factor));
    }

    Reply passkeys(Call call) {
        return Replies.ok(Json.array());
    }
}
