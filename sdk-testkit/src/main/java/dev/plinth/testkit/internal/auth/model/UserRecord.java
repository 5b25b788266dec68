package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.User.Factor;
import dev.plinth.testkit.internal.auth.model.User.Identity;
import dev.plinth.testkit.internal.auth.model.User.OneTimeToken;
import dev.plinth.testkit.internal.auth.model.User.RefreshToken;
import dev.plinth.testkit.internal.auth.model.User.Session;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.json.Json;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A user with all that belongs to it, as one line of a file. */
final class UserRecord {
    /** A member that is written when it is set, and how it is read back. */
    private record Time(String name, Function<User, @Nullable Instant> get, BiConsumer<User, @Nullable Instant> set) {}

    private record Text(String name, Function<User, String> get, BiConsumer<User, String> set) {}

    private static final List<Text> TEXTS = List.of(
            new Text("aud", user -> user.aud, (user, text) -> user.aud = text),
            new Text("role", user -> user.role, (user, text) -> user.role = text),
            new Text("email", user -> user.email, (user, text) -> user.email = text),
            new Text("phone", user -> user.phone, (user, text) -> user.phone = text),
            new Text("newEmail", user -> user.newEmail, (user, text) -> user.newEmail = text),
            new Text("newPhone", user -> user.newPhone, (user, text) -> user.newPhone = text),
            new Text("password", user -> user.passwordHash, (user, text) -> user.passwordHash = text));
    private static final List<Time> TIMES = List.of(
            new Time("emailConfirmed", user -> user.emailConfirmedAt, (user, at) -> user.emailConfirmedAt = at),
            new Time("phoneConfirmed", user -> user.phoneConfirmedAt, (user, at) -> user.phoneConfirmedAt = at),
            new Time("invited", user -> user.invitedAt, (user, at) -> user.invitedAt = at),
            new Time("confirmationSent", user -> user.confirmationSentAt, (user, at) -> user.confirmationSentAt = at),
            new Time("recoverySent", user -> user.recoverySentAt, (user, at) -> user.recoverySentAt = at),
            new Time("emailChangeSent", user -> user.emailChangeSentAt, (user, at) -> user.emailChangeSentAt = at),
            new Time("phoneChangeSent", user -> user.phoneChangeSentAt, (user, at) -> user.phoneChangeSentAt = at),
            new Time(
                    "reauthenticationSent",
                    user -> user.reauthenticationSentAt,
                    (user, at) -> user.reauthenticationSentAt = at),
            new Time("lastSignIn", user -> user.lastSignInAt, (user, at) -> user.lastSignInAt = at),
            new Time("bannedUntil", user -> user.bannedUntil, (user, at) -> user.bannedUntil = at),
            new Time("deleted", user -> user.deletedAt, (user, at) -> user.deletedAt = at));

    private UserRecord() {}

    static ObjectNode write(User user) {
        ObjectNode json = Json.object("id", user.id, "created", user.createdAt, "updated", user.updatedAt);
        TEXTS.forEach(text -> json.put(text.name(), text.get().apply(user)));
        json.put("changesConfirmed", user.emailChangesConfirmed).put("anonymous", user.anonymous);
        json.set("app", user.appMetadata);
        json.set("meta", user.userMetadata);
        for (Time time : TIMES) {
            Instant at = time.get().apply(user);
            if (at != null) {
                json.put(time.name(), at.toString());
            }
        }
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

    private static ObjectNode identity(Identity identity) {
        return Json.object("id", identity.id, "provider", identity.provider, "providerId", identity.providerId)
                .put("created", identity.createdAt.toString())
                .set("data", identity.data);
    }

    private static ObjectNode session(Session session) {
        ObjectNode json = Json.object("id", session.id, "created", session.createdAt)
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
        session.tokens.forEach(token -> tokens.add(Json.object("token", token.token, "parent", token.parent)
                .put("revoked", token.revoked)
                .put("updated", token.updatedAt.toString())));
        return json;
    }

    private static ObjectNode factor(Factor factor) {
        return Json.object("id", factor.id, "type", factor.type, "created", factor.createdAt)
                .put("name", factor.friendlyName)
                .put("phone", factor.phone)
                .put("secret", factor.secret)
                .put("verified", factor.verified);
    }

    static User read(JsonNode json) {
        User user = new User(id(json), time(json, "created"));
        user.updatedAt = time(json, "updated");
        TEXTS.forEach(text -> text.set().accept(user, text(json, text.name())));
        user.emailChangesConfirmed = json.path("changesConfirmed").asInt();
        user.anonymous = json.path("anonymous").asBoolean();
        user.appMetadata = map(json, "app");
        user.userMetadata = map(json, "meta");
        TIMES.stream()
                .filter(time -> json.has(time.name()))
                .forEach(time -> time.set().accept(user, time(json, time.name())));
        json.path("identities").forEach(identity -> user.identities.add(readIdentity(identity)));
        json.path("factors").forEach(factor -> user.factors.add(readFactor(user, factor)));
        json.path("sessions").forEach(session -> user.sessions.add(readSession(user, session)));
        json.path("tokens").properties().forEach(token -> {
            Slot slot = Slot.valueOf(token.getKey());
            String hash = token.getValue().asText();
            user.oneTimeTokens.put(slot, new OneTimeToken(user, slot, hash));
        });
        return user;
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
        json.path("methods").properties().forEach(method -> {
            session.methods.put(method.getKey(), method.getValue().asLong());
        });
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
        return json.path(name) instanceof ObjectNode object ? object : Json.object();
    }

    private static Instant time(JsonNode json, String name) {
        return Instant.parse(text(json, name));
    }
}
