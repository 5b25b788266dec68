package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** What the page at {@code /__local/} is told of users: the newest, with their factors and sessions. */
final class AuthPage {
    private static final int SHOWN = 100;

    private AuthPage() {}

    static void describe(AuthCore core, ObjectNode page) {
        core.state().locked(() -> {
            UserTable users = core.state().users;
            page.put("userCount", users.size());
            ArrayNode shown = page.putArray("users");
            users.page(user -> true, true, false, 0, SHOWN).users().forEach(user -> shown.add(entry(user)));
            return true;
        });
    }

    private static ObjectNode entry(User user) {
        ObjectNode entry = AdminUsers.nothing();
        entry.put("id", user.id.toString())
                .put("email", user.email)
                .put("phone", user.phone)
                .put("role", user.role)
                .put("anonymous", user.anonymous)
                .put("confirmed", user.emailConfirmed() || user.phoneConfirmed())
                .put("createdAt", user.createdAt.toString())
                .put("lastSignInAt", user.lastSignInAt == null ? "" : user.lastSignInAt.toString());
        ArrayNode factors = entry.putArray("factors");
        user.factors.forEach(factor -> factors.addObject()
                .put("name", factor.friendlyName)
                .put("type", factor.type)
                .put("verified", factor.verified));
        ArrayNode sessions = entry.putArray("sessions");
        user.sessions.forEach(session -> sessions.addObject()
                .put("id", session.id.toString())
                .put("level", session.level())
                .put("userAgent", session.userAgent)
                .put("createdAt", session.createdAt.toString())
                .put("refreshedAt", session.refreshedAt.toString()));
        return entry;
    }
}
