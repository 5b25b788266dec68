package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.golang.GoWriter;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Users, identities and factors as the server writes them: times and empty things are left out, not null. */
final class UserJson {
    private UserJson() {}

    static ObjectNode user(User user) {
        ObjectNode json = base(user);
        if (!user.factors.isEmpty()) {
            ArrayNode factors = json.putArray("factors");
            user.factors.forEach(factor -> factors.add(factor(factor)));
        }
        ArrayNode identities = json.putArray("identities");
        user.identities.forEach(identity -> identities.add(identity(user, identity)));
        return finished(json, user);
    }

    /** An item of a list: its factors and identities were not fetched. */
    static ObjectNode listItem(User user) {
        return finished(base(user).putNull("identities"), user);
    }

    static ObjectNode factor(Factor factor) {
        ObjectNode json = node().put("id", factor.id.toString());
        put(json, "created_at", factor.createdAt);
        put(json, "updated_at", factor.updatedAt);
        json.put("status", factor.verified ? "verified" : "unverified");
        put(json, "friendly_name", factor.friendlyName);
        json.put("factor_type", factor.type).put("phone", factor.phone);
        json.put("last_challenged_at", factor.lastChallengedAt == null ? null : factor.lastChallengedAt.toString());
        return json;
    }

    private static ObjectNode base(User user) {
        ObjectNode json = node().put("id", user.id.toString())
                .put("aud", user.aud)
                .put("role", user.role)
                .put("email", user.email);
        put(json, "email_confirmed_at", user.emailConfirmedAt);
        put(json, "invited_at", user.invitedAt);
        json.put("phone", user.phone);
        put(json, "phone_confirmed_at", user.phoneConfirmedAt);
        put(json, "confirmation_sent_at", user.confirmationSentAt);
        put(json, "confirmed_at", user.confirmedAt);
        put(json, "recovery_sent_at", user.recoverySentAt);
        put(json, "new_email", user.newEmail);
        put(json, "email_change_sent_at", user.emailChangeSentAt);
        put(json, "new_phone", user.newPhone);
        put(json, "phone_change_sent_at", user.phoneChangeSentAt);
        put(json, "reauthentication_sent_at", user.reauthenticationSentAt);
        put(json, "last_sign_in_at", user.lastSignInAt);
        json.set("app_metadata", GoWriter.sorted(user.appMetadata));
        json.set("user_metadata", GoWriter.sorted(user.userMetadata));
        return json;
    }

    private static ObjectNode finished(ObjectNode json, User user) {
        put(json, "created_at", user.createdAt);
        put(json, "updated_at", user.updatedAt);
        put(json, "banned_until", user.bannedUntil);
        put(json, "deleted_at", user.deletedAt);
        return json.put("is_anonymous", user.anonymous);
    }

    private static ObjectNode identity(User user, Identity identity) {
        ObjectNode json = node().put("identity_id", identity.id.toString())
                .put("id", identity.providerId)
                .put("user_id", user.id.toString());
        if (!identity.data.isEmpty()) {
            json.set("identity_data", GoWriter.sorted(identity.data));
        }
        json.put("provider", identity.provider);
        put(json, "last_sign_in_at", identity.lastSignInAt);
        put(json, "created_at", identity.createdAt);
        put(json, "updated_at", identity.updatedAt);
        put(json, "email", identity.email());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, time.toString());
        }
    }

    private static void put(ObjectNode json, String name, String text) {
        if (!text.isEmpty()) {
            json.put(name, text);
        }
    }

    private static ObjectNode node() {
        return JsonNodeFactory.instance.objectNode();
    }
}
