package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.Mailer.Mail;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.User.Slot;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Params;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.util.List;
import java.util.UUID;

/** {@code POST /signup}: by e-mail, by phone, or anonymously. */
record Signup(AuthCore core) {
    private static final Params.Spec PARAMS =
            Params.Spec.of("email phone password channel code_challenge code_challenge_method data:map");
    private static final String SAVING = "Database error saving new user";

    Reply handle(Call call) {
        requireOpen();
        Params params = PARAMS.read(call);
        boolean addressed = params.filled("email") || params.filled("phone");
        return addressed ? signUp(params, call) : anonymous(params, call);
    }

    /** Signs up a user with an address and a password; other endpoints do so on the way, with the same parameters. */
    Reply signUp(Params params, Call call) {
        requireOpen();
        requireValid(params);
        String kind = params.filled("email") ? "email" : "phone";
        core.requireProvider(kind, 400, (kind.equals("email") ? "Email" : "Phone") + " signups are disabled");
        String address = Accounts.address(params);
        String aud = core.bearers.audience(call);
        boolean known = core.state.users.find(address, aud) != null;
        String hash = known ? "" : core.passwords.hash(params.text("password"));
        User user = core.state.users.find(address, aud);
        if (user != null && user.confirmed(kind)) {
            return repeated(user, address, params);
        }
        boolean fresh = user == null;
        if (user == null) {
            user = created(address, hash, params);
        }
        confirm(user, address, params, call);
        if (fresh) {
            core.state.users.add(user);
        }
        return user.emailConfirmed() || user.phoneConfirmed() ? signedIn(user, fresh, kind, call) : unconfirmed(user);
    }

    /** The first answer calls an e-mail identity's address verified; what is stored does not. */
    private Reply signedIn(User user, boolean fresh, String kind, Call call) {
        core.audit.by(user, "login", "provider", kind);
        Tokens.Issued issued = core.tokens.signIn(user, "password", call);
        if (fresh
                && kind.equals("email")
                && issued.body().at("/user/identities/0/identity_data") instanceof ObjectNode data) {
            data.put("email_verified", true);
        }
        return issued.reply();
    }

    private static Reply unconfirmed(User user) {
        ObjectNode answer = UserJson.user(user);
        if (user.invitedAt != null) {
            answer.putObject("user_metadata");
            answer.putArray("identities");
        }
        return Replies.ok(answer);
    }

    private void requireOpen() {
        AuthError.of(422, "signup_disabled", "Signups not allowed for this instance")
                .throwIf(core.settings.flag("DISABLE_SIGNUP"));
    }

    private void requireValid(Params params) {
        AuthError.invalidIf(!params.filled("password"), "Signup requires a valid password");
        core.passwords.requireStrong(params.text("password"));
        AuthError.invalidIf(
                params.filled("email") && params.filled("phone"),
                "Only an email address or phone number should be provided on signup.");
        if (!params.filled("email")) {
            core.mailer.requireChannel(params.text("channel"));
            AuthError.invalidIf(Flows.pkce(params), "PKCE not supported for phone signups");
        }
        Flows.requireValid(params);
    }

    private User created(String address, String hash, Params params) {
        ObjectNode data = User.merged(Json.object(), params.map("data"));
        AuthError.internal(SAVING).throwIf(Json.text(data).contains("\\u0000"));
        core.accounts.requireUnique(null, address, SAVING);
        String kind = Accounts.kind(address);
        String email = kind.equals("email") ? address : "";
        String phone = kind.equals("email") ? "" : address;
        User user = core.accounts.newUser(UUID.randomUUID(), email, phone, hash, core.settings.jwtAud());
        ObjectNode identity = User.identityData(user.id, kind, email, false);
        data.setAll(identity.<ObjectNode>without(List.of("phone")));
        user.userMetadata = data;
        user.addIdentity(kind, user.id.toString(), data.deepCopy(), core.stamp());
        return user;
    }

    /** Confirms the address at once, or sends what confirms it. */
    private void confirm(User user, String address, Params params, Call call) {
        String kind = Accounts.kind(address);
        if (core.settings.autoconfirm(kind)) {
            core.audit.by(user, "user_signedup", "provider", kind);
            core.accounts.confirm(user, kind);
            return;
        }
        core.audit.by(user, "user_confirmation_requested", "provider", kind);
        if (kind.equals("email")) {
            core.flows.begin(user, "email/signup", params);
            core.mailer.send(Mail.SIGNUP, user, Flows.pkce(params), Redirects.of(core, call));
        } else {
            core.mailer.sendText(user, Slot.CONFIRMATION, address);
        }
    }

    /** Answers as for a new user where an address must confirm, so that strangers do not learn who has an account. */
    private Reply repeated(User user, String address, Params params) {
        String kind = Accounts.kind(address);
        core.audit.by(user, "user_repeated_signup", "provider", kind);
        AuthError.of(422, "user_already_exists", "User already registered")
                .throwIf(core.settings.autoconfirm("email") || core.settings.autoconfirm("phone"));
        User fake = new User(UUID.randomUUID(), core.stamp());
        fake.aud = user.aud;
        fake.email = params.filled("email") ? address : "";
        fake.phone = params.filled("email") ? "" : address;
        fake.appMetadata = User.providerData(kind);
        fake.userMetadata = params.map("data");
        fake.confirmationSentAt = fake.createdAt;
        return Replies.ok(UserJson.user(fake));
    }

    private Reply anonymous(Params params, Call call) {
        AuthError.of(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled")
                .throwIf(!core.settings.enabled("anonymous_users"));
        User user = core.accounts.newUser(UUID.randomUUID(), "", "", "", core.bearers.audience(call));
        user.isAnonymous = true;
        user.appMetadata = Json.object();
        user.userMetadata = params.map("data");
        core.state.users.add(user);
        return core.tokens.signIn(user, "anonymous", call).reply();
    }
}
