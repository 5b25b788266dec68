package dev.plinth.auth.internal;

import dev.plinth.auth.Contact;
import dev.plinth.auth.FlowOptions;
import dev.plinth.auth.IdTokenOptions;
import dev.plinth.auth.Pkce;
import dev.plinth.auth.Provider;
import dev.plinth.auth.SignUpResult.Outcome;
import dev.plinth.auth.User;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The ways to a session. None of them carries a credential but the project's key. */
public final class SignInOperations {

    private SignInOperations() {}

    /** What a sign-up was answered. */
    public record SignedUp(Outcome outcome, @Nullable SessionAnswer session, User user) {}

    /** {@code POST /signup}. */
    public static Operation<SignedUp> signUp(Contact contact, Secret password, Consumer<? super FlowOptions> options) {
        FlowSettings settings = FlowSettings.read(options);
        Map<String, Object> body = settings.body(contact);
        body.put("password", password);
        settings.withData(body).withPkce(body).withChannel(body);
        Route.Builder route = Route.post("/signup")
                .query("redirect_to", settings.redirect())
                .json(body)
                .anonymous();
        return Operation.unsafe(Auth.SERVICE, "auth.signUp", Auth.direct(route, SignInOperations::signedUp))
                .instead(
                        "use users().create to make users, or Project.connect(projectUrl, key) to sign up; project.direct() finds both");
    }

    /** The answer is a session, a user, or a user that the server made up: that one has no identity and no role. */
    private static SignedUp signedUp(HttpResponse response) throws IOException {
        Map<String, Object> body = Auth.object().decode(response);
        if (body.containsKey("access_token")) {
            SessionAnswer session = SessionOperations.read(body);
            return new SignedUp(Outcome.SIGNED_IN, session, session.readUser());
        }
        User user = UserRecord.of(body);
        boolean madeUp = user.identities().isEmpty() && user.role().isEmpty();
        return new SignedUp(madeUp ? Outcome.PERHAPS_EXISTING : Outcome.CONFIRMATION_REQUIRED, null, user);
    }

    /** {@code POST /token?grant_type=password}. */
    public static Operation<SessionAnswer> password(
            Contact contact, Secret password, Consumer<? super FlowOptions> options) {
        Map<String, Object> body = FlowSettings.read(options).body(contact);
        body.put("password", password);
        return grant("auth.signInWithPassword", "password", body);
    }

    /** {@code POST /signup} without e-mail and phone. */
    public static Operation<SessionAnswer> anonymous(Consumer<? super FlowOptions> options) {
        FlowSettings settings = FlowSettings.read(options);
        Map<String, Object> body = settings.body(null);
        settings.withData(body);
        Route.Builder route = Route.post("/signup").json(body).anonymous();
        return Operation.unsafe(Auth.SERVICE, "auth.signInAnonymously", Auth.direct(route, SessionOperations.ANSWER));
    }

    /** {@code POST /token?grant_type=id_token}; with a user's credential it links the identity to that user. */
    public static Operation<SessionAnswer> idToken(
            Provider provider, Secret idToken, boolean link, Consumer<? super IdTokenOptions> options) {
        IdTokenSettings settings = new IdTokenSettings();
        options.accept(settings);
        Map<String, Object> body = settings.body();
        body.put("provider", provider.value());
        body.put("id_token", idToken);
        if (link) {
            body.put("link_identity", true);
        }
        Route.Builder route =
                Route.post("/token").query("grant_type", "id_token").json(body);
        return Operation.unsafe(
                Auth.SERVICE,
                link ? "auth.linkIdentity" : "auth.signInWithIdToken",
                Auth.direct(link ? route : route.anonymous(), SessionOperations.ANSWER));
    }

    /** {@code POST /token?grant_type=web3}. */
    public static Operation<SessionAnswer> web3(String chain, String message, String signature) {
        Map<String, Object> body = new FlowSettings().body(null);
        body.put("chain", chain);
        body.put("message", message);
        body.put("signature", signature);
        return grant("auth.signInWithWeb3", "web3", body);
    }

    /** {@code POST /token?grant_type=pkce}. The code is used up only by the right verifier. */
    public static Operation<SessionAnswer> exchange(String code, Pkce pkce) {
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("auth_code", Secret.of(code));
        body.put("code_verifier", pkce.verifier());
        return grant("auth.exchangeCode", "pkce", body);
    }

    private static Operation<SessionAnswer> grant(String name, String type, Map<String, Object> body) {
        Route.Builder route =
                Route.post("/token").query("grant_type", type).json(body).anonymous();
        return Operation.unsafe(Auth.SERVICE, name, Auth.direct(route, SessionOperations.ANSWER));
    }
}
