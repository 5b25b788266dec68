package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.Optional;

/** Which user somebody is who comes from an identity provider. Called with the state's lock held. */
final class ExternalAccounts {
    private final AuthCore core;

    ExternalAccounts(AuthCore core) {
        this.core = core;
    }

    User signIn(FlowState flow, StubProvider.Profile profile) {
        ObjectNode data = claims(flow.provider, profile);
        Optional<User> known = core.state().users.known().stream()
                .filter(user -> user.identities.stream()
                        .anyMatch(identity -> identity.provider.equals(flow.provider)
                                && identity.providerId.equals(profile.subject())))
                .findFirst();
        User user = flow.linkingUser == null
                ? known.orElseGet(() -> joined(flow, profile, data))
                : linked(flow, profile, data, known);
        if (user.bannedAt(core.now())) {
            throw AuthError.of(403, "user_banned", "User is banned");
        }
        user.userMetadata = User.merged(user.userMetadata, data);
        core.accounts().recountProviders(user);
        core.accounts().touch(user);
        core.audit().by(user, "login", Audit.traits().put("provider", flow.provider));
        return user;
    }

    /** A verified address links to the user who has it; else somebody new has come. */
    private User joined(FlowState flow, StubProvider.Profile profile, ObjectNode data) {
        String email = profile.email().toLowerCase(Locale.ROOT);
        User user = core.state().users.findByEmail(email, core.settings().jwtAud());
        if (user == null) {
            if (core.settings().disableSignup()) {
                throw AuthError.of(422, "signup_disabled", "Signups not allowed for this instance");
            }
            core.accounts().requireUnique(null, email, "", "Database error saving new user");
            user = core.accounts()
                    .newUser(Optional.empty(), email, "", "", core.settings().jwtAud());
            core.state().users.add(user);
        } else if (!user.emailConfirmed()) {
            user.passwordHash = "";
            user.identities.clear();
        }
        core.accounts().addIdentity(user, flow.provider, profile.subject(), data.deepCopy());
        if (!user.emailConfirmed()) {
            core.accounts().confirmEmail(user);
        }
        return user;
    }

    private User linked(FlowState flow, StubProvider.Profile profile, ObjectNode data, Optional<User> known) {
        User user = flow.linkingUser == null ? null : core.state().users.find(flow.linkingUser);
        if (user == null) {
            throw AuthError.of(422, "user_not_found", "Linking target user not found");
        }
        if (known.isPresent()) {
            String whose = known.get() == user ? "" : " to another user";
            throw AuthError.of(422, "identity_already_exists", "Identity is already linked" + whose);
        }
        core.accounts().addIdentity(user, flow.provider, profile.subject(), data.deepCopy());
        if (user.anonymous) {
            user.anonymous = false;
            if (user.email.isEmpty() && core.state().users.emailOwner(profile.email()) == null) {
                core.state().users.readdress(user, profile.email().toLowerCase(Locale.ROOT), user.phone);
                core.accounts().confirmEmail(user);
            }
        }
        return user;
    }

    private static ObjectNode claims(String provider, StubProvider.Profile profile) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("email", profile.email())
                .put("email_verified", true)
                .put("full_name", profile.name())
                .put("iss", "stub:" + provider)
                .put("name", profile.name())
                .put("phone_verified", false)
                .put("provider_id", profile.subject())
                .put("sub", profile.subject());
    }
}
