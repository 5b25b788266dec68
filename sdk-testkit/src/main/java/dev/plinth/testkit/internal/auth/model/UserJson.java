package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.User.Factor;
import dev.plinth.testkit.internal.auth.model.User.Identity;
import dev.plinth.testkit.internal.json.Json;
import java.util.Comparator;
import org.jspecify.annotations.Nullable;

/** Users, identities and factors as the server writes them: times and empty things are left out, not null. */
public final class UserJson {
    private UserJson() {}

    public static ObjectNode user(User user) {
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
    public static ObjectNode listItem(User user) {
        return finished(base(user).putNull("identities"), user);
    }

    public static ObjectNode factor(Factor factor) {
        ObjectNode json = Json.object("id", factor.id, "created_at", factor.createdAt, "updated_at", factor.updatedAt)
                .put("status", factor.verified ? "verified" : "unverified");
        put(json, "friendly_name", factor.friendlyName);
        json.put("factor_type", factor.type).put("phone", factor.phone);
        return json.setAll(Json.object("last_challenged_at", factor.lastChallengedAt));
    }

    /** Free maps are written with their keys in order. */
    public static JsonNode sorted(ObjectNode map) {
        return Json.sorted(map, Comparator.naturalOrder());
    }

    private static ObjectNode base(User user) {
        ObjectNode json = Json.object("id", user.id, "aud", user.aud, "role", user.role, "email", user.email);
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
        json.set("app_metadata", sorted(user.appMetadata));
        return json.set("user_metadata", sorted(user.userMetadata));
    }

    private static ObjectNode finished(ObjectNode json, User user) {
        put(json, "created_at", user.createdAt);
        put(json, "updated_at", user.updatedAt);
        put(json, "banned_until", user.bannedUntil);
        put(json, "deleted_at", user.deletedAt);
        return json.put("is_anonymous", user.anonymous);
    }

    private static ObjectNode identity(User user, Identity identity) {
        ObjectNode json = Json.object("identity_id", identity.id, "id", identity.providerId, "user_id", user.id);
        if (!identity.data.isEmpty()) {
            json.set("identity_data", sorted(identity.data));
        }
        json.put("provider", identity.provider);
        put(json, "last_sign_in_at", identity.createdAt);
        put(json, "created_at", identity.createdAt);
        put(json, "updated_at", identity.updatedAt);
        put(json, "email", identity.email());
        return json;
    }

    private static void put(ObjectNode json, String name, @Nullable Object value) {
        if (value != null && !value.toString().isEmpty()) {
            json.put(name, value.toString());
        }
    }
}
