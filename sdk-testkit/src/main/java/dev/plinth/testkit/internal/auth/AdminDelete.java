package dev.plinth.testkit.internal.auth;

import java.util.Base64;

/** {@code DELETE /admin/users/{id}}: for good, or so that only a husk is left. */
final class AdminDelete {
    private static final ParamSpec PARAMS =
            ParamSpec.of("adminUserDeleteParams").bools("should_soft_delete");
    private static final int LONGEST_PHONE = 15;

    private final AuthCore core;
    private final AdminUsers users;

    AdminDelete(AuthCore core, AdminUsers users) {
        this.core = core;
        this.users = users;
    }

    AuthReply handle(Call call) {
        User user = users.user(call);
        boolean soft = PARAMS.readOrEmpty(call.request()).flag("should_soft_delete", false);
        core.audit().byAdmin(call, "user_deleted", Audit.traits(user));
        if (!soft) {
            core.state().removeUser(user);
        } else if (user.deletedAt == null) {
            hollow(user);
        }
        return AuthReply.ok(AdminUsers.nothing());
    }

    private void hollow(User user) {
        core.state().endSessions(user);
        core.state().dropOneTimeTokens(user);
        user.factors.clear();
        String phone = hashed(user, user.phone).substring(0, LONGEST_PHONE);
        user.newPhone = hashed(user, user.newPhone).substring(0, LONGEST_PHONE);
        user.newEmail = hashed(user, user.newEmail);
        core.state().users.readdress(user, hashed(user, user.email), phone);
        user.passwordHash = "";
        user.appMetadata = AdminUsers.nothing();
        user.userMetadata = AdminUsers.nothing();
        for (Identity identity : user.identities) {
            identity.providerId = hashed(user, identity.provider + ":" + identity.providerId);
            identity.data = AdminUsers.nothing();
        }
        user.deletedAt = core.stamp();
        core.accounts().touch(user);
    }

    private static String hashed(User user, String text) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(Codes.digest("SHA-256", user.id + text));
    }
}
