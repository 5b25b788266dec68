package dev.plinth.auth.internal.signin;

import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.IdTokenOptions;
import dev.plinth.auth.Pkce;
import dev.plinth.auth.Provider;
import dev.plinth.auth.SignInOptions;
import dev.plinth.auth.SignUpResult.Outcome;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.SignInSettings;
import dev.plinth.auth.internal.session.SessionOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.users.UserRecord;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.Arguments;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Operations that create a session. Except for linking, they send no credential but the project's API key. */
public final class SignInOperations {

    private SignInOperations() {}

    /** The response to a sign-up. */
    public record SignedUp(Outcome outcome, @Nullable SessionResponse session, User user) {}

    /** {@code POST /signup}. */
    public static Operation<SignedUp> signUp(
            EmailOrPhone contact, Secret password, Consumer<? super SignInOptions> options) {
        Arguments.required(contact, "contact");
        SignInSettings settings = SignInSettings.read(options);
        Map<String, Object> body = settings.body(contact);
        body.put("password", password);
        settings.withData(body).withPkce(body).withChannel(body);
        Route.Builder route = Route.post("/signup")
                .query("redirect_to", settings.redirect())
                .json(body)
                .anonymous();
        return Operation.unsafe(
                        AuthService.SERVICE, "auth.signUp", AuthService.direct(route, SignInOperations::decodeSignUp))
                .alternative("use users().create to create users; to sign up, connect to the project itself with"
                        + " project.connectDirect() or Project.connect(projectUrl, key)");
    }

    /** Decodes a session, a user, or a fake user of the server, which has no identity and no role. */
    private static SignedUp decodeSignUp(HttpResponse response) throws IOException {
        Map<String, Object> body = AuthService.object().decode(response);
        if (body.containsKey("access_token")) {
            SessionResponse session = SessionOperations.read(body);
            return new SignedUp(Outcome.SIGNED_IN, session, session.readUser());
        }
        User user = UserRecord.of(body);
        boolean isFake = user.identities().isEmpty() && user.role().isEmpty();
        return new SignedUp(isFake ? Outcome.MAYBE_REGISTERED : Outcome.CONFIRMATION_REQUIRED, null, user);
    }

    /** {@code POST /token?grant_type=password}. */
    public static Operation<SessionResponse> password(
            EmailOrPhone contact, Secret password, Consumer<? super SignInOptions> options) {
        Arguments.required(contact, "contact");
        Map<String, Object> body = SignInSettings.read(options).body(contact);
        body.put("password", password);
        return grant("auth.signInWithPassword", "password", body);
    }

    /** {@code POST /signup} without e-mail and phone. */
    public static Operation<SessionResponse> anonymous(Consumer<? super SignInOptions> options) {
        SignInSettings settings = SignInSettings.read(options);
        Map<String, Object> body = settings.body(null);
        settings.withData(body);
        Route.Builder route = Route.post("/signup").json(body).anonymous();
        return Operation.unsafe(
                AuthService.SERVICE, "auth.signInAnonymously", AuthService.direct(route, SessionOperations.SESSION));
    }

    /** {@code POST /token?grant_type=id_token}; with a user's credential it links the identity to that user. */
    public static Operation<SessionResponse> idToken(
            Provider provider, Secret idToken, boolean link, Consumer<? super IdTokenOptions> options) {
        Arguments.required(provider, "provider");
        Arguments.required(idToken, "idToken");
        IdTokenSettings settings = Arguments.configured(new IdTokenSettings(), options, "options");
        Map<String, Object> body = settings.body();
        body.put("provider", provider.value());
        body.put("id_token", idToken);
        if (link) {
            body.put("link_identity", true);
        }
        Route.Builder route =
                Route.post("/token").query("grant_type", "id_token").json(body);
        return Operation.unsafe(
                AuthService.SERVICE,
                link ? "account.linkIdentityWithIdToken" : "auth.signInWithIdToken",
                AuthService.direct(link ? route : route.anonymous(), SessionOperations.SESSION));
    }

    /** {@code POST /token?grant_type=web3}. */
    public static Operation<SessionResponse> web3(String chain, String message, String signature) {
        Arguments.required(chain, "chain");
        Arguments.required(message, "message");
        Arguments.present(signature, "signature");
        Map<String, Object> body = new SignInSettings().body(null);
        body.put("chain", chain);
        body.put("message", message);
        body.put("signature", signature);
        return grant("auth.signInWithWeb3", "web3", body);
    }

    /** {@code POST /token?grant_type=pkce}. A wrong verifier does not invalidate the code. */
    public static Operation<SessionResponse> exchange(String code, Pkce pkce) {
        Arguments.required(pkce, "pkce");
        Map<String, Object> body = new LinkedHashMap<>();
        body.put("auth_code", Secret.of(code));
        body.put("code_verifier", pkce.verifier());
        return grant("auth.exchangeCodeForSession", "pkce", body);
    }

    private static Operation<SessionResponse> grant(String name, String type, Map<String, Object> body) {
        Route.Builder route =
                Route.post("/token").query("grant_type", type).json(body).anonymous();
        return Operation.unsafe(AuthService.SERVICE, name, AuthService.direct(route, SessionOperations.SESSION));
    }
}
