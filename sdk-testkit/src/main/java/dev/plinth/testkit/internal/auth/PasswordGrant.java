package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code grant_type=password}. */
final class PasswordGrant {
    private static final ParamSpec PARAMS = ParamSpec.of("PasswordGrantParams").strings("email", "phone", "password");

    private final AuthCore core;
    private final Bearers bearers;

    PasswordGrant(AuthCore core, Bearers bearers) {
        this.core = core;
        this.bearers = bearers;
    }

    AuthReply handle(Call call) {
        Params params = PARAMS.read(call.request());
        String email = params.text("email");
        String phone = params.text("phone");
        if (!email.isEmpty() && !phone.isEmpty()) {
            throw AuthError.invalid("Only an email address or phone number should be provided on login.");
        }
        requireProvider(email, phone);
        String hash = core.state().locked(() -> knownHash(email, phone, bearers.audience(call)));
        boolean right = core.passwords().matches(params.text("password"), hash);
        List<String> weaknesses = right ? core.passwords().weaknesses(params.text("password")) : List.of();
        return core.state().locked(() -> signIn(email, phone, hash, right, weaknesses, call));
    }

    private void requireProvider(String email, String phone) {
        if (email.isEmpty() && phone.isEmpty()) {
            throw AuthError.invalid("missing email or phone");
        }
        if (!email.isEmpty() && !core.settings().flag("EXTERNAL_EMAIL_ENABLED")) {
            throw AuthError.of(422, "email_provider_disabled", "Email logins are disabled");
        }
        if (email.isEmpty() && !core.settings().flag("EXTERNAL_PHONE_ENABLED")) {
            throw AuthError.of(422, "phone_provider_disabled", "Phone logins are disabled");
        }
    }

    private @Nullable User find(String email, String phone, String aud) {
        return email.isEmpty()
                ? core.state().users.findByPhone(Accounts.plainPhone(phone), aud)
                : core.state().users.findByEmail(email, aud);
    }

    private String knownHash(String email, String phone, String aud) {
        User user = find(email, phone, aud);
        if (user == null || !user.hasPassword()) {
            throw invalid();
        }
        requireNotBanned(user, core.now());
        return user.passwordHash;
    }

    private AuthReply signIn(
            String email, String phone, String checked, boolean right, List<String> weaknesses, Call call) {
        User user = find(email, phone, bearers.audience(call));
        if (user == null || !right || !user.passwordHash.equals(checked)) {
            throw invalid();
        }
        requireNotBanned(user, core.now());
        if (!email.isEmpty() && !user.emailConfirmed()) {
            throw AuthError.of(400, "email_not_confirmed", "Email not confirmed");
        }
        if (email.isEmpty() && !user.phoneConfirmed()) {
            throw AuthError.of(400, "phone_not_confirmed", "Phone not confirmed");
        }
        core.audit().by(user, "login", Audit.traits().put("provider", email.isEmpty() ? "phone" : "email"));
        Tokens.Issued issued = core.tokens().signIn(user, "password", call.request());
        if (weaknesses.isEmpty()) {
            issued.body().putNull("weak_password");
        } else {
            ObjectNode weak = issued.body().putObject("weak_password");
            weak.put("message", core.passwords().weaknessText(weaknesses));
            weaknesses.forEach(weak.putArray("reasons")::add);
        }
        return issued.reply();
    }

    private static void requireNotBanned(User user, Instant now) {
        if (user.bannedAt(now)) {
            throw AuthError.of(400, "user_banned", "User is banned");
        }
    }

    private static AuthError invalid() {
        return AuthError.of(400, "invalid_credentials", "Invalid login credentials");
    }
}
