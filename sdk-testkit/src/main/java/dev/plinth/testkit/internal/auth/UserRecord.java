package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Base64;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A user with all that belongs to it, as one line of a file. */
final class UserRecord {
    private UserRecord() {}

    static ObjectNode write(User user) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        json.put("id", user.id.toString())
                .put("created", user.createdAt.toString())
                .put("updated", user.updatedAt.toString())
                .put("aud", user.aud)
                .put("role", user.role)
                .put("email", user.email)
                .put("phone", user.phone)
                .put("newEmail", user.newEmail)
                .put("newPhone", user.newPhone)
                .put("password", user.passwordHash)
                .put("changesConfirmed", user.emailChangesConfirmed)
                .put("anonymous", user.anonymous);
        json.set("app", user.appMetadata);
        json.set("meta", user.userMetadata);
        writeTimes(user, json);
        ArrayNode identities = json.putArray("identities");
        user.identities.forEach(identity -> identities.add(identity(identity)));
        ArrayNode sessions = json.putArray("sessions");
        user.sessions.forEach(session -> sessions.add(session(session)));
        ArrayNode factors = json.putArray("factors");
        user.factors.forEach(factor -> factors.add(factor(factor)));
        ObjectNode tokens = json.putObject("tokens");
        user.oneTimeTokens.forEach((slot, token) -> tokens.put(slot.name(), token.hash()));
        return json;
    }

    private static void writeTimes(User user, ObjectNode json) {
        put(json, "emailConfirmed", user.emailConfirmedAt);
        put(json, "phoneConfirmed", user.phoneConfirmedAt);
        put(json, "invited", user.invitedAt);
        put(json, "confirmationSent", user.confirmationSentAt);
        put(json, "recoverySent", user.recoverySentAt);
        put(json, "emailChangeSent", user.emailChangeSentAt);
        put(json, "phoneChangeSent", user.phoneChangeSentAt);
        put(json, "reauthenticationSent", user.reauthenticationSentAt);
        put(json, "lastSignIn", user.lastSignInAt);
        put(json, "bannedUntil", user.bannedUntil);
        put(json, "deleted", user.deletedAt);
    }

    private static ObjectNode identity(Identity identity) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", identity.id.toString())
                .put("provider", identity.provider)
                .put("providerId", identity.providerId)
                .put("created", identity.createdAt.toString());
        json.set("data", identity.data);
        return json;
    }

    private static ObjectNode session(Session session) {
        ObjectNode json = JsonNodeFactory.instance
                .objectNode()
                .put("id", session.id.toString())
                .put("created", session.createdAt.toString())
                .put("refreshed", session.refreshedAt.toString())
                .put("agent", session.userAgent)
                .put("address", session.address)
                .put("raised", session.raised)
                .put("key", Base64.getEncoder().encodeToString(session.tokenKey))
                .put("counter", session.tokenCounter)
                .put("factor", session.factorId == null ? "" : session.factorId.toString());
        ObjectNode methods = json.putObject("methods");
        session.methods.forEach(methods::put);
        ArrayNode tokens = json.putArray("tokens");
        session.tokens.forEach(token -> tokens.addObject()
                .put("token", token.token)
                .put("parent", token.parent)
                .put("revoked", token.revoked)
                .put("updated", token.updatedAt.toString()));
        return json;
    }

    private static ObjectNode factor(Factor factor) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("id", factor.id.toString())
                .put("type", factor.type)
                .put("created", factor.createdAt.toString())
                .put("name", factor.friendlyName)
                .put("phone", factor.phone)
                .put("secret", factor.secret)
                .put("verified", factor.verified);
    }

    static User read(JsonNode json) {
        User user = new User(id(json), time(json, "created"));
        user.updatedAt = time(json, "updated");
        user.aud = text(json, "aud");
        user.role = text(json, "role");
        user.email = text(json, "email");
        user.phone = text(json, "phone");
        user.newEmail = text(json, "newEmail");
        user.newPhone = text(json, "newPhone");
        user.passwordHash = text(json, "password");
        user.emailChangesConfirmed = json.path("changesConfirmed").asInt();
        user.anonymous = json.path("anonymous").asBoolean();
        user.appMetadata = map(json, "app");
        user.userMetadata = map(json, "meta");
        readTimes(user, json);
        json.path("identities").forEach(identity -> user.identities.add(readIdentity(identity)));
        json.path("factors").forEach(factor -> user.factors.add(readFactor(user, factor)));
        json.path("sessions").forEach(session -> user.sessions.add(readSession(user, session)));
        json.path("tokens").properties().forEach(token -> {
            OneTimeToken.Slot slot = OneTimeToken.Slot.valueOf(token.getKey());
            user.oneTimeTokens.put(
                    slot, new OneTimeToken(user, slot, token.getValue().asText()));
        });
        return user;
    }

    private static void readTimes(User user, JsonNode json) {
        user.emailConfirmedAt = optionalTime(json, "emailConfirmed");
        user.phoneConfirmedAt = optionalTime(json, "phoneConfirmed");
        user.invitedAt = optionalTime(json, "invited");
        user.confirmationSentAt = optionalTime(json, "confirmationSent");
        user.recoverySentAt = optionalTime(json, "recoverySent");
        user.emailChangeSentAt = optionalTime(json, "emailChangeSent");
        user.phoneChangeSentAt = optionalTime(json, "phoneChangeSent");
        user.reauthenticationSentAt = optionalTime(json, "reauthenticationSent");
        user.lastSignInAt = optionalTime(json, "lastSignIn");
        user.bannedUntil = optionalTime(json, "bannedUntil");
        user.deletedAt = optionalTime(json, "deleted");
    }

    private static Identity readIdentity(JsonNode json) {
        return new Identity(
                id(json), text(json, "provider"), text(json, "providerId"), map(json, "data"), time(json, "created"));
    }

    private static Factor readFactor(User user, JsonNode json) {
        Factor factor = new Factor(id(json), user, text(json, "type"), text(json, "name"), time(json, "created"));
        factor.phone = text(json, "phone");
        factor.secret = text(json, "secret");
        factor.verified = json.path("verified").asBoolean();
        return factor;
    }

    private static Session readSession(User user, JsonNode json) {
        Session session = new Session(id(json), user, time(json, "created"));
        session.refreshedAt = time(json, "refreshed");
        session.userAgent = text(json, "agent");
        session.address = text(json, "address");
        session.raised = json.path("raised").asBoolean();
        session.tokenKey = Base64.getDecoder().decode(text(json, "key"));
        session.tokenCounter = json.path("counter").asLong();
        session.factorId = text(json, "factor").isEmpty() ? null : UUID.fromString(text(json, "factor"));
        json.path("methods")
                .properties()
                .forEach(method ->
                        session.methods.put(method.getKey(), method.getValue().asLong()));
        for (JsonNode line : json.path("tokens")) {
            RefreshToken token =
                    new RefreshToken(text(line, "token"), text(line, "parent"), session, time(line, "updated"));
            token.revoked = line.path("revoked").asBoolean();
            session.tokens.add(token);
        }
        return session;
    }

    private static UUID id(JsonNode json) {
        return UUID.fromString(text(json, "id"));
    }

    private static String text(JsonNode json, String name) {
        return json.path(name).asText("");
    }

    private static ObjectNode map(JsonNode json, String name) {
        return json.path(name) instanceof ObjectNode object ? object : JsonNodeFactory.instance.objectNode();
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }

    private static @Nullable Instant optionalTime(JsonNode json, String name) {
        return json.has(name) ? time(json, name) : null;
    }

    private static void put(ObjectNode json, String name, @Nullable Instant time) {
        if (time != null) {
            json.put(name, time.toString());
        }
    }
}
