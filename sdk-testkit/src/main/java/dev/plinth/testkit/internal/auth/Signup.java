package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** {@code POST /signup}: by e-mail, by phone, or as nobody in particular. */
record Signup(AuthCore core) {
    private static final Params.Spec PARAMS =
            Params.Spec.of("email phone password channel code_challenge code_challenge_method data:map");

    Reply handle(Call call) {
        requireOpen();
        Params params = PARAMS.read(call);
        if (!params.filled("email") && !params.filled("phone")) {
            return core.state.locked(() -> anonymous(params, call));
        }
        return signUp(params, call);
    }

    /** The rest of a sign-up, for those that sign users up on the way: the body is as {@code PARAMS} has it. */
    Reply signUp(Params params, Call call) {
        requireOpen();
        requireValid(params);
        boolean byEmail = params.filled("email");
        core.requireProvider(byEmail ? "email" : "phone", 400, (byEmail ? "Email" : "Phone") + " signups are disabled");
        String email = byEmail ? Accounts.validEmail(params.text("email")) : "";
        String phone = byEmail ? "" : Accounts.validPhone(params.text("phone"));
        String target = Redirects.of(core, call);
        String aud = core.bearers.audience(call);
        String hash = hash(params, email, phone, aud);
        return core.state.locked(() -> register(new Form(params, email, phone, hash, aud, target), call));
    }

    private record Form(Params params, String email, String phone, String hash, String aud, String redirectTo) {
        String kind() {
            return email.isEmpty() ? "phone" : "email";
        }
    }

    /** Hashed before the lock is taken, and not at all for somebody who is known already. */
    private String hash(Params params, String email, String phone, String aud) {
        boolean known = core.state.locked(() -> core.byEmailOrPhone(email, phone, aud)) != null;
        return known ? "" : core.passwords.hash(params.text("password"));
    }

    private void requireOpen() {
        AuthError.throwIf(
                core.settings.flag("DISABLE_SIGNUP"), 422, "signup_disabled", "Signups not allowed for this instance");
    }

    private void requireValid(Params params) {
        AuthError.invalidIf(!params.filled("password"), "Signup requires a valid password");
        core.passwords.requireStrong(params.text("password"));
        AuthError.invalidIf(
                params.filled("email") && params.filled("phone"),
                "Only an email address or phone number should be provided on signup.");
        if (!params.filled("email")) {
            Mailer.requireChannel(params.text("channel"), core.settings);
            AuthError.invalidIf(Flows.pkce(params), "PKCE not supported for phone signups");
        }
        Flows.requireValid(params);
    }

    private Reply register(Form form, Call call) {
        boolean byEmail = !form.email().isEmpty();
        User user = core.byEmailOrPhone(form.email(), form.phone(), form.aud());
        if (user != null && (byEmail ? user.emailConfirmed() : user.phoneConfirmed())) {
            return repeated(user, form);
        }
        boolean fresh = user == null;
        if (user == null) {
            user = created(form);
        }
        confirm(user, form);
        if (fresh) {
            core.state.users.add(user);
        }
        if (user.emailConfirmed() || user.phoneConfirmed()) {
            core.audit.by(user, "login", "provider", form.kind());
            Tokens.Issued issued = core.tokens.signIn(user, "password", call);
            if (fresh && byEmail) {
                showVerified(issued.body());
            }
            return issued.reply();
        }
        ObjectNode answer = UserJson.user(user);
        if (user.invitedAt != null) {
            answer.putObject("user_metadata");
            answer.putArray("identities");
        }
        return Replies.ok(answer);
    }

    /** The first answer calls the identity's address verified; what is stored does not. */
    private static void showVerified(ObjectNode body) {
        if (body.at("/user/identities/0/identity_data") instanceof ObjectNode data) {
            data.put("email_verified", true);
        }
    }

    private User created(Form form) {
        ObjectNode data = User.merged(Json.object(), form.params().map("data"));
        if (Json.text(data).contains("\\u0000")) {
            throw AuthError.internal("Database error saving new user");
        }
        core.accounts.requireUnique(null, form.email(), form.phone(), "Database error saving new user");
        User user = core.accounts.newUser(
                UUID.randomUUID(), form.email(), form.phone(), form.hash(), core.settings.jwtAud());
        ObjectNode identity = User.identityData(user.id, form.kind(), form.email(), false);
        data.setAll(identity.<ObjectNode>without(List.of("phone")));
        user.userMetadata = data;
        user.addIdentity(form.kind(), user.id.toString(), user.userMetadata.deepCopy(), core.stamp());
        return user;
    }

    /** Confirms the address at once, or sends what confirms it. */
    private void confirm(User user, Form form) {
        boolean byEmail = form.kind().equals("email");
        if (byEmail ? core.settings.autoconfirm() : core.settings.smsAutoconfirm()) {
            core.audit.by(user, "user_signedup", "provider", form.kind());
            core.accounts.confirm(user, form.kind());
            return;
        }
        core.audit.by(user, "user_confirmation_requested", "provider", form.kind());
        if (byEmail) {
            core.flows.begin(user, "email/signup", form.params());
            core.mailer.confirmation(user, Flows.pkce(form.params()), form.redirectTo());
        } else {
            core.mailer.sendText(user, Slot.CONFIRMATION, form.phone());
        }
    }

    /** Somebody who is here already: told so, or, lest strangers learn of him, answered as if he were new. */
    private Reply repeated(User user, Form form) {
        core.audit.by(user, "user_repeated_signup", "provider", form.kind());
        if (core.settings.autoconfirm() || core.settings.smsAutoconfirm()) {
            throw AuthError.of(422, "user_already_exists", "User already registered");
        }
        Instant now = core.stamp();
        User fake = new User(UUID.randomUUID(), now);
        fake.aud = user.aud;
        fake.email = form.email();
        fake.phone = form.phone();
        fake.appMetadata = User.providerData(form.kind());
        fake.userMetadata = form.params().map("data");
        fake.confirmationSentAt = now;
        return Replies.ok(UserJson.user(fake));
    }

    private Reply anonymous(Params params, Call call) {
        if (!core.settings.enabled("anonymous_users")) {
            throw AuthError.of(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
        }
        User user = core.accounts.newUser(UUID.randomUUID(), "", "", "", core.bearers.audience(call));
        user.anonymous = true;
        user.appMetadata = Json.object();
        user.userMetadata = params.map("data");
        core.state.users.add(user);
        return core.tokens.signIn(user, "anonymous", call).reply();
    }
}
