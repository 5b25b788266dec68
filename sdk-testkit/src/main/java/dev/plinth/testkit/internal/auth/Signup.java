package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.OneTimeToken.Slot;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /signup}: by e-mail, by phone, or as nobody in particular. */
final class Signup {
    static final ParamSpec PARAMS = ParamSpec.of("SignupParams")
            .strings("email", "phone", "password", "channel", "code_challenge", "code_challenge_method")
            .maps("data");

    private final AuthCore core;
    private final Bearers bearers;

    Signup(AuthCore core, Bearers bearers) {
        this.core = core;
        this.bearers = bearers;
    }

    AuthReply handle(Call call) {
        requireOpen();
        Params params = PARAMS.read(call.request());
        if (params.text("email").isEmpty() && params.text("phone").isEmpty()) {
            return core.state().locked(() -> anonymous(params, call));
        }
        return signUp(params, call);
    }

    /** The rest of a sign-up, for those that sign users up on the way: the body is as {@link #PARAMS} has it. */
    AuthReply signUp(Params params, Call call) {
        requireOpen();
        requireValid(params);
        boolean byEmail = !params.text("email").isEmpty();
        requireProvider(byEmail);
        String email = byEmail ? Accounts.validEmail(params.text("email")) : "";
        String phone = byEmail ? "" : Accounts.validPhone(params.text("phone"));
        Redirects redirects = Redirects.of(core, call.request());
        String aud = bearers.audience(call);
        String hash = hash(params, email, phone, aud);
        return core.state().locked(() -> register(new Form(params, email, phone, hash, aud, redirects.target()), call));
    }

    private record Form(Params params, String email, String phone, String hash, String aud, String redirectTo) {}

    /** Hashed before the lock is taken, and not at all for somebody who is known already. */
    private String hash(Params params, String email, String phone, String aud) {
        boolean known = core.state().locked(() -> existing(email, phone, aud)) != null;
        return known ? "" : core.passwords().hash(params.text("password"));
    }

    private void requireOpen() {
        if (core.settings().disableSignup()) {
            throw AuthError.of(422, "signup_disabled", "Signups not allowed for this instance");
        }
    }

    private void requireValid(Params params) {
        if (params.text("password").isEmpty()) {
            throw AuthError.invalid("Signup requires a valid password");
        }
        core.passwords().requireStrong(params.text("password"));
        if (!params.text("email").isEmpty() && !params.text("phone").isEmpty()) {
            throw AuthError.invalid("Only an email address or phone number should be provided on signup.");
        }
        if (params.text("email").isEmpty()) {
            Texts.requireChannel(params.text("channel"), core.settings());
            if (Flows.pkce(params)) {
                throw AuthError.invalid("PKCE not supported for phone signups");
            }
        }
        Flows.requireValid(params);
    }

    private void requireProvider(boolean byEmail) {
        if (byEmail && !core.settings().flag("EXTERNAL_EMAIL_ENABLED")) {
            throw AuthError.of(400, "email_provider_disabled", "Email signups are disabled");
        }
        if (!byEmail && !core.settings().flag("EXTERNAL_PHONE_ENABLED")) {
            throw AuthError.of(400, "phone_provider_disabled", "Phone signups are disabled");
        }
    }

    private @Nullable User existing(String email, String phone, String aud) {
        return email.isEmpty()
                ? core.state().users.findByPhone(phone, aud)
                : core.state().users.findByEmail(email, aud);
    }

    private AuthReply register(Form form, Call call) {
        boolean byEmail = !form.email().isEmpty();
        User user = existing(form.email(), form.phone(), form.aud());
        if (user != null && (byEmail ? user.emailConfirmed() : user.phoneConfirmed())) {
            return repeated(user, form);
        }
        boolean fresh = user == null;
        if (user == null) {
            user = created(form);
        }
        if (byEmail) {
            confirmByMail(user, form);
        } else {
            confirmByText(user, form);
        }
        if (fresh) {
            core.state().users.add(user);
        }
        if (user.emailConfirmed() || user.phoneConfirmed()) {
            ObjectNode traits = Audit.traits().put("provider", byEmail ? "email" : "phone");
            core.audit().by(user, "login", traits);
            Tokens.Issued issued = core.tokens().signIn(user, "password", call.request());
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
        return AuthReply.ok(answer);
    }

    /** The first answer calls the identity's address verified; what is stored does not. */
    private static void showVerified(ObjectNode body) {
        if (body.at("/user/identities/0/identity_data") instanceof ObjectNode data) {
            data.put("email_verified", true);
        }
    }

    private User created(Form form) {
        requireStorable(form.email(), form.phone(), form.params().map("data"));
        boolean byEmail = !form.email().isEmpty();
        User user = core.accounts()
                .newUser(
                        Optional.empty(),
                        form.email(),
                        form.phone(),
                        form.hash(),
                        core.settings().jwtAud());
        user.appMetadata = Accounts.providerData(byEmail ? "email" : "phone");
        ObjectNode data =
                User.merged(JsonNodeFactory.instance.objectNode(), form.params().map("data"));
        data.setAll(byEmail ? Accounts.emailData(user.id, form.email(), false) : Accounts.bareData(user.id));
        user.userMetadata = data;
        core.accounts().addIdentity(user, byEmail ? "email" : "phone", user.id.toString(), data.deepCopy());
        return user;
    }

    private void requireStorable(String email, String phone, ObjectNode data) {
        if (data.toString().contains("\\u0000")) {
            throw AuthError.internal("Database error saving new user");
        }
        core.accounts().requireUnique(null, email, phone, "Database error saving new user");
    }

    private void confirmByMail(User user, Form form) {
        if (core.settings().autoconfirm()) {
            core.audit().by(user, "user_signedup", Audit.traits().put("provider", "email"));
            core.accounts().confirmEmail(user);
            return;
        }
        core.audit().by(user, "user_confirmation_requested", Audit.traits().put("provider", "email"));
        if (Flows.pkce(form.params())) {
            core.flows().begin(user, "email/signup", form.params());
        }
        core.mailer().confirmation(user, Flows.pkce(form.params()), form.redirectTo());
    }

    private void confirmByText(User user, Form form) {
        if (core.settings().smsAutoconfirm()) {
            core.audit().by(user, "user_signedup", Audit.traits().put("provider", "phone"));
            core.accounts().confirmPhone(user);
            return;
        }
        core.audit().by(user, "user_confirmation_requested", Audit.traits().put("provider", "phone"));
        core.texts().send(user, Slot.CONFIRMATION, form.phone());
    }

    /** Somebody who is here already: told so, or, lest strangers learn of him, answered as if he were new. */
    private AuthReply repeated(User user, Form form) {
        boolean byEmail = !form.email().isEmpty();
        core.audit().by(user, "user_repeated_signup", Audit.traits().put("provider", byEmail ? "email" : "phone"));
        if (core.settings().autoconfirm() || core.settings().smsAutoconfirm()) {
            throw AuthError.of(422, "user_already_exists", "User already registered");
        }
        Instant now = core.stamp();
        User fake = new User(UUID.randomUUID(), now);
        fake.aud = user.aud;
        fake.email = form.email();
        fake.phone = form.phone();
        fake.appMetadata = Accounts.providerData(byEmail ? "email" : "phone");
        fake.userMetadata = form.params().map("data");
        fake.confirmationSentAt = now;
        return AuthReply.ok(UserJson.user(fake));
    }

    private AuthReply anonymous(Params params, Call call) {
        if (!core.settings().flag("EXTERNAL_ANONYMOUS_USERS_ENABLED")) {
            throw AuthError.of(422, "anonymous_provider_disabled", "Anonymous sign-ins are disabled");
        }
        User user = core.accounts().newUser(Optional.empty(), "", "", "", bearers.audience(call));
        user.anonymous = true;
        user.appMetadata = JsonNodeFactory.instance.objectNode();
        user.userMetadata = params.map("data");
        core.state().users.add(user);
        return core.tokens().signIn(user, "anonymous", call.request()).reply();
    }
}
