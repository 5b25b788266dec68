package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Factor;
import dev.plinth.testkit.internal.auth.model.User.Identity;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.token.PasswordHash;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.data.Digests;
import dev.plinth.testkit.internal.golang.Go;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** {@code /admin/users}: an admin creates, changes, reads and deletes users and their factors. */
record AdminUsers(AuthCore core) {
    private static final String FIELDS =
            "email phone password password_hash role ban_duration id aud email_confirm:flag"
                    + " phone_confirm:flag user_metadata:map app_metadata:map";
    private static final UUID NIL = new UUID(0, 0);
    private static final int LONGEST_PHONE = 15;

    /** Finds the user that the path names. */
    User user(Call call) {
        User user = core.state.users.find(call.id("user_id"));
        if (user == null) {
            throw AuthError.of(404, "user_not_found", "User not found");
        }
        return user;
    }

    Reply get(Call call) {
        return Replies.ok(UserJson.user(user(call)));
    }

    Reply create(Call call) {
        Params params = Params.read(call, FIELDS);
        String email = Accounts.email(params);
        String phone = Accounts.phone(params);
        AuthError.invalidIf(
                email.isEmpty() && phone.isEmpty(), "Cannot create a user without either an email or phone");
        UUID id = wantedId(params.text("id"));
        String aud = params.filled("aud") ? params.text("aud") : core.bearers.audience(call);
        AuthError.emailExists().throwIf(core.state.users.find(email, aud) != null);
        AuthError.of(422, "phone_exists", "Phone number already registered by another user")
                .throwIf(core.state.users.find(phone, aud) != null);
        Duration ban = banDuration(params.text("ban_duration"));
        User user = core.accounts.newUser(id, email, phone, newHash(params), aud);
        fill(user, params, ban);
        return insert(user, params, call);
    }

    private static UUID wantedId(String text) {
        if (text.isEmpty()) {
            return UUID.randomUUID();
        }
        UUID id = Go.uuid(text).orElseThrow(() -> AuthError.invalid("ID must conform to the uuid v4 format"));
        AuthError.invalidIf(id.equals(NIL), "ID cannot be a nil uuid");
        return id;
    }

    private String newHash(Params params) {
        AuthError.invalidIf(
                params.has("password") && params.has("password_hash"),
                "Only a password or a password hash should be provided");
        if (params.has("password_hash")) {
            String hash = params.text("password_hash");
            AuthError.internal("Error creating user").throwIf(!PasswordHash.accepts(hash));
            return hash;
        }
        String password = params.text("password");
        AuthError.panic("Internal Server Error")
                .throwIf(password.getBytes(StandardCharsets.UTF_8).length > Passwords.LONGEST);
        return password.isEmpty() ? PasswordHash.ofUnknown(core.random) : core.passwords.hash(password);
    }

    private void fill(User user, Params params, Duration ban) {
        if (!user.email.isEmpty() && !user.phone.isEmpty()) {
            user.appMetadata.withArray("providers").add("phone");
        }
        user.appMetadata = User.merged(user.appMetadata, params.map("app_metadata"));
        user.userMetadata = params.map("user_metadata").deepCopy();
        user.role = params.filled("role") ? params.text("role") : user.role;
        user.bannedUntil = bannedUntil(ban);
    }

    private @Nullable Instant bannedUntil(Duration ban) {
        return ban.isZero() ? null : core.now().plus(ban).truncatedTo(ChronoUnit.MICROS);
    }

    private Reply insert(User user, Params params, Call call) {
        String wrapped = "Database error creating new user";
        AuthError.duplicate("users_pkey", "id", user.id.toString(), wrapped)
                .throwIf(core.state.users.find(user.id) != null);
        List<String> addresses =
                Stream.of(user.email, user.phone).filter(a -> !a.isEmpty()).toList();
        addresses.forEach(address -> core.accounts.requireUnique(null, address, wrapped));
        addresses.forEach(address -> core.accounts.addIdentity(user, address, false));
        core.state.users.add(user);
        confirm(user, params);
        core.audit.byAdmin(call, "user_signedup", user, "provider", Accounts.kind(user.address()));
        ObjectNode answer = UserJson.user(user);
        if (params.has("password_hash") && user.userMetadata.isEmpty()) {
            answer.putNull("user_metadata");
        }
        return Replies.ok(answer);
    }

    private void confirm(User user, Params params) {
        for (String kind : List.of("email", "phone")) {
            if (params.flag(kind + "_confirm", false)) {
                core.accounts.confirm(user, kind);
            }
        }
    }

    Reply update(Call call) {
        Params params = Params.read(call, FIELDS);
        String email = Accounts.email(params);
        String phone = Accounts.phone(params);
        Duration ban = banDuration(params.text("ban_duration"));
        String hash = "";
        if (params.has("password")) {
            core.passwords.requireStrong(params.text("password"));
            hash = core.passwords.hash(params.text("password"));
        }
        User user = user(call);
        core.accounts.requireUnique(user, email, "Error updating user");
        core.accounts.requireUnique(user, phone, "Error updating user");
        JsonNode before = UserJson.user(user).get("identities");
        apply(user, params, hash);
        readdress(user, email, params);
        readdress(user, phone, params);
        if (params.filled("ban_duration")) {
            user.bannedUntil = bannedUntil(ban);
        }
        core.accounts.touch(user);
        core.audit.byAdmin(call, "user_modified", user);
        return Replies.ok(withOldIdentities(UserJson.user(user), before));
    }

    /** Shows identities that were there before as they were. */
    private static ObjectNode withOldIdentities(ObjectNode answer, JsonNode before) {
        ArrayNode identities = answer.withArray("identities");
        for (int i = 0; i < before.size(); i++) {
            identities.set(i, before.get(i));
        }
        return answer;
    }

    private void apply(User user, Params params, String hash) {
        user.role = params.filled("role") ? params.text("role") : user.role;
        confirm(user, params);
        if (params.has("password")) {
            core.accounts.setPassword(user, hash);
            core.state.endSessions(user, null);
        }
        user.appMetadata = User.merged(user.appMetadata, params.map("app_metadata"));
        user.userMetadata = User.merged(user.userMetadata, params.map("user_metadata"));
    }

    private void readdress(User user, String address, Params params) {
        if (!address.isEmpty()) {
            core.accounts.readdress(user, address, params.flag(Accounts.kind(address) + "_confirm", false));
        }
    }

    private static Duration banDuration(String text) {
        if (text.isEmpty() || text.equals("none")) {
            return Duration.ZERO;
        }
        try {
            return Go.duration(text);
        } catch (IllegalArgumentException e) {
            throw AuthError.invalid("invalid format for ban duration: " + e.getMessage());
        }
    }

    Reply delete(Call call) {
        User user = user(call);
        boolean soft = call.content().length > 0
                && Params.read(call, "should_soft_delete:flag").flag("should_soft_delete", false);
        core.audit.byAdmin(call, "user_deleted", user);
        if (!soft) {
            core.state.removeUser(user);
        } else if (user.deletedAt == null) {
            softDelete(user);
        }
        return Replies.nothing();
    }

    private void softDelete(User user) {
        core.state.endSessions(user, null);
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
            identity.id = hashed(user, identity.provider + ":" + identity.id);
            identity.identityData = Json.object();
        }
        user.deletedAt = core.stamp();
        core.accounts.touch(user);
    }

    private static String hashed(User user, String text) {
        byte[] input = (user.id + text).getBytes(StandardCharsets.UTF_8);
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(Digests.of("SHA-256").digest(input));
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
        Params params = Params.read(call, "friendly_name factor_type phone");
        String name = params.text("friendly_name");
        if (!name.isEmpty()) {
            AuthError.panic()
                    .throwIf(user.factors.stream()
                            .anyMatch(other -> other != factor && other.friendlyName.equals(name)));
            factor.friendlyName = name;
        }
        if (params.filled("phone") && factor.byPhone()) {
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
}
