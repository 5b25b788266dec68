package dev.plinth.auth;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plinth.auth.internal.admin.InfoOperations;
import dev.plinth.auth.internal.session.SessionRegistry;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.AuthorizationOperations;
import dev.plinth.auth.internal.signin.CallbackUrl;
import dev.plinth.auth.internal.signin.OtpOperations;
import dev.plinth.auth.internal.signin.SignInOperations;
import dev.plinth.auth.internal.signin.SignUpOutcome;
import dev.plinth.auth.internal.signin.VerifyOtpRecord;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.text.Arguments;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The Auth server (GoTrue) of a project: sign-up, sign-in, sessions, and clients for users, accounts and administration.
 *
 * <pre>{@code
 * Session session = project.auth().signInWithPassword("ada@example.com", "correct horse");
 * Project asAda = project.actingAs(session);
 * }</pre>
 *
 * <p>Sign-in needs a direct connection to the project. One-time codes are rate limited: a
 * {@link dev.plinth.core.RateLimitException} says how long to wait. Immutable and thread-safe. Every method that sends a
 * request may throw a {@link dev.plinth.core.PlinthException}.
 */
@SuppressWarnings("exports") // the annotation is for compilers only
public final class AuthClient extends ApiClient<AuthClient> {

    private final @Nullable SessionStore store;

    private AuthClient(Connection connection, @Nullable SessionStore store) {
        super(connection);
        this.store = store;
    }

    /**
     * {@return a client for a connection}
     *
     * @param connection a connection to a project
     */
    public static AuthClient of(Connection connection) {
        Arguments.required(connection, "connection");
        return new AuthClient(connection, null);
    }

    /** {@return the client for the administration of users} It needs a service role key or a control plane. */
    public Users users() {
        return Users.of(connection());
    }

    /** {@return the client for the signed-in user's own account} Use {@code auth.actingAs(session).account()}. */
    public Account account() {
        return new Account(connection(), this::begin);
    }

    /** {@return the client for sign-in with passkeys} */
    public PasskeySignIn passkeys() {
        return new PasskeySignIn(connection(), this::begin);
    }

    /** {@return the client for administration: users, providers, OAuth clients, passkeys} It needs a service role key. */
    public AuthAdmin admin() {
        return new AuthAdmin(connection());
    }

    /**
     * {@return a builder of a verifier for this project's access tokens, which uses the project's published keys} Add
     * {@link TokenVerifier.Builder#secret} for a project that signs with a shared secret.
     */
    public TokenVerifier.Builder tokenVerifier() {
        return TokenVerifier.builder().jwksFrom(connection());
    }

    /**
     * Returns a client that keeps sessions in a store. A session is kept in one store only: if this client gets a session
     * that is kept elsewhere, it moves to this store, and the other store is not changed. A client without a store
     * leaves sessions where they are.
     *
     * @param sessions the store
     * @return the derived client
     */
    @CheckReturnValue
    public AuthClient withSessionStore(SessionStore sessions) {
        return new AuthClient(connection(), Arguments.required(sessions, "sessions"));
    }

    /** {@return the session in the {@linkplain #withSessionStore store}; empty if there is none} Sends nothing. */
    public Optional<Session> session() {
        return store == null ? Optional.empty() : SessionRegistry.resume(connection(), store);
    }

    /**
     * Creates a session from a refresh token, which is used up. {@code POST /token?grant_type=refresh_token}.
     *
     * @param refreshToken the token
     * @return the session
     * @throws dev.plinth.core.InvalidRequestException if the token is not valid any more
     */
    public Session refreshSession(Secret refreshToken) {
        Arguments.required(refreshToken, "refreshToken");
        return SessionRegistry.resume(connection(), store, refreshToken);
    }

    /**
     * Creates an account, as {@link #signUp(EmailOrPhone, String, Consumer)} does.
     *
     * @param email the user's e-mail address
     * @param password the user's password
     * @return a session, or that the address has to be confirmed first
     */
    public SignUpResult signUp(String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return signUp(EmailOrPhone.email(email), password, o -> {});
    }

    /**
     * Creates an account. {@code POST /signup}.
     *
     * @param contact the user's e-mail address or phone number
     * @param password the user's password
     * @param options sets metadata, redirect URL and more
     * @return a session, or that the address has to be confirmed first
     * @throws dev.plinth.core.InvalidRequestException if the password is too weak, or sign-up is disabled
     */
    public SignUpResult signUp(EmailOrPhone contact, String password, Consumer<? super SignInOptions> options) {
        Arguments.required(password, "password");
        return SignUpOutcome.of(
                OperationRunner.run(connection(), SignInOperations.signUp(contact, Secret.of(password), options)),
                this::begin);
    }

    /**
     * Signs in with e-mail address and password, as {@link #signInWithPassword(EmailOrPhone, String, Consumer)} does.
     *
     * @param email the user's e-mail address
     * @param password the user's password
     * @return the session
     */
    public Session signInWithPassword(String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return signInWithPassword(EmailOrPhone.email(email), password, o -> {});
    }

    /**
     * Signs in with a password. {@code POST /token?grant_type=password}.
     *
     * @param contact the user's e-mail address or phone number
     * @param password the user's password
     * @param options sets a captcha token
     * @return the session
     * @throws dev.plinth.core.InvalidRequestException with code {@code invalid_credentials}, {@code email_not_confirmed}
     *     or {@code user_banned}
     */
    public Session signInWithPassword(EmailOrPhone contact, String password, Consumer<? super SignInOptions> options) {
        Arguments.required(password, "password");
        return signIn(SignInOperations.password(contact, Secret.of(password), options));
    }

    /** {@return the session of a new anonymous user} As {@link #signInAnonymously(Consumer)}. */
    public Session signInAnonymously() {
        return signInAnonymously(o -> {});
    }

    /**
     * Creates an anonymous user and signs in as them. {@code POST /signup}.
     *
     * @param options sets metadata and a captcha token
     * @return the session
     * @throws dev.plinth.core.InvalidRequestException with code {@code anonymous_provider_disabled} if the project does
     *     not allow it
     */
    public Session signInAnonymously(Consumer<? super SignInOptions> options) {
        return signIn(SignInOperations.anonymous(options));
    }

    /**
     * Signs in with an ID token, as {@link #signInWithIdToken(Provider, Secret, Consumer)} does.
     *
     * @param provider the provider that issued the token
     * @param idToken the token
     * @return the session
     */
    public Session signInWithIdToken(Provider provider, Secret idToken) {
        return signInWithIdToken(provider, idToken, o -> {});
    }

    /**
     * Signs in with an ID token from a provider's own library. {@code POST /token?grant_type=id_token}.
     *
     * @param provider the provider that issued the token
     * @param idToken the token
     * @param options sets nonce, access token and captcha token
     * @return the session
     */
    public Session signInWithIdToken(Provider provider, Secret idToken, Consumer<? super IdTokenOptions> options) {
        return signIn(SignInOperations.idToken(provider, idToken, false, options));
    }

    /**
     * Signs in with a wallet's signature. {@code POST /token?grant_type=web3}.
     *
     * @param chain {@code ethereum} or {@code solana}
     * @param message the signed message, in the form of EIP-4361 or its Solana equivalent
     * @param signature the signature
     * @return the session
     */
    public Session signInWithWeb3(String chain, String message, String signature) {
        return signIn(SignInOperations.web3(chain, message, signature));
    }

    /**
     * Sends a one-time code or magic link, also through a control plane. A user who does not exist is created.
     *
     * @param contact the user's e-mail address or phone number
     * @return the id of the message, if the server returned one
     */
    public Optional<String> signInWithOtp(EmailOrPhone contact) {
        return signInWithOtp(contact, o -> {});
    }

    /**
     * Sends a one-time code or magic link. {@code POST /otp}; through a control plane {@code …/magiclink} or {@code …/otp}.
     *
     * @param contact the user's e-mail address or phone number
     * @param options sets redirect URL, metadata and more; not supported through a control plane
     * @return the id of the message, if the server returned one
     */
    public Optional<String> signInWithOtp(EmailOrPhone contact, Consumer<? super SignInOptions> options) {
        return OperationRunner.run(connection(), OtpOperations.send(contact, options));
    }

    /**
     * Verifies a one-time code that the user entered. {@code POST /verify}.
     *
     * @param type what the code is for
     * @param contact the e-mail address or phone number that it was sent to
     * @param code the code
     * @return the session
     * @throws dev.plinth.core.PermissionDeniedException with code {@code otp_expired} if the code is wrong or expired
     */
    public VerifyOtpResult verifyOtp(VerificationType type, EmailOrPhone contact, String code) {
        Arguments.present(code, "code");
        return VerifyOtpRecord.of(
                OperationRunner.run(connection(), OtpOperations.verify(type, contact, code)), this::begin);
    }

    /**
     * Verifies the token hash of a link that your own mail template contains. {@code POST /verify}. Unlike the server's
     * links, which a mail scanner may use up, such a link does nothing until your program verifies it.
     *
     * @param type what the link is for
     * @param hash the hash, including its prefix {@code pkce_} if it has one
     * @return the session
     * @throws dev.plinth.core.PermissionDeniedException with code {@code otp_expired} if the hash is wrong or expired
     */
    public VerifyOtpResult verifyTokenHash(VerificationType type, Secret hash) {
        return VerifyOtpRecord.of(
                OperationRunner.run(connection(), OtpOperations.verifyTokenHash(type, hash)), this::begin);
    }

    /**
     * Sends an e-mail to reset the password, also through a control plane. Succeeds for unknown addresses too.
     *
     * @param email the user's e-mail address
     */
    public void resetPasswordForEmail(String email) {
        resetPasswordForEmail(email, o -> {});
    }

    /**
     * Sends an e-mail to reset the password. {@code POST /recover}. Succeeds for unknown addresses too.
     *
     * @param email the user's e-mail address
     * @param options sets redirect URL, PKCE and captcha token; not supported through a control plane
     */
    public void resetPasswordForEmail(String email, Consumer<? super SignInOptions> options) {
        Arguments.present(email, "email");
        OperationRunner.perform(connection(), OtpOperations.recover(email, options));
    }

    /**
     * Sends a confirmation code or link again, as {@link #resend(VerificationType, EmailOrPhone, Consumer)} does.
     *
     * @param type {@code SIGNUP}, {@code EMAIL_CHANGE}, {@code SMS} or {@code PHONE_CHANGE}
     * @param contact the user's e-mail address or phone number; for a change, the current one
     * @return the id of the message, if the server returned one
     */
    public Optional<String> resend(VerificationType type, EmailOrPhone contact) {
        return resend(type, contact, o -> {});
    }

    /**
     * Sends a confirmation code or link again. {@code POST /resend}. Succeeds for users with nothing to confirm too.
     *
     * @param type {@code SIGNUP}, {@code EMAIL_CHANGE}, {@code SMS} or {@code PHONE_CHANGE}
     * @param contact the user's e-mail address or phone number; for a change, the current one
     * @param options sets redirect URL and captcha token
     * @return the id of the message, if the server returned one
     */
    public Optional<String> resend(
            VerificationType type, EmailOrPhone contact, Consumer<? super SignInOptions> options) {
        return OperationRunner.run(connection(), OtpOperations.resend(type, contact, options));
    }

    /**
     * Starts a sign-in with an OAuth provider. Sends nothing: the user's browser opens {@code GET /authorize}.
     *
     * @param provider the provider
     * @param options sets redirect URL, scopes and more
     * @return the URL for the browser, and the PKCE verifier for {@link #completeSignIn}
     */
    public AuthorizationRequest signInWithOAuth(Provider provider, Consumer<? super OAuthOptions> options) {
        return AuthorizationOperations.oauth(connection(), provider, options);
    }

    /**
     * Starts a single sign-on with the identity provider of an organization. {@code POST /sso}.
     *
     * @param domain the domain of the user's e-mail address
     * @param options sets the redirect URL
     * @return the URL for the browser, and the PKCE verifier for {@link #completeSignIn}
     */
    public AuthorizationRequest signInWithSso(String domain, Consumer<? super SignInOptions> options) {
        return OperationRunner.run(connection(), AuthorizationOperations.sso(domain, options));
    }

    /**
     * Starts a single sign-on with one of the project's identity providers. {@code POST /sso}.
     *
     * @param providerId the provider's UUID
     * @param options sets the redirect URL
     * @return the URL for the browser, and the PKCE verifier for {@link #completeSignIn}
     */
    public AuthorizationRequest signInWithSsoProvider(String providerId, Consumer<? super SignInOptions> options) {
        return OperationRunner.run(connection(), AuthorizationOperations.ssoProvider(providerId, options));
    }

    /**
     * Completes a sign-in that continued in a browser. {@code POST /token?grant_type=pkce}.
     *
     * @param callbackUrl the URL that the browser was redirected to, with its query
     * @param pkce the PKCE verifier of the request
     * @return the session
     * @throws dev.plinth.core.ApiException with the server's code if the URL contains an error, or its code has expired
     */
    public Session completeSignIn(String callbackUrl, Pkce pkce) {
        Arguments.required(pkce, "pkce");
        Arguments.present(callbackUrl, "callbackUrl");
        return exchangeCodeForSession(CallbackUrl.code(callbackUrl), pkce);
    }

    /**
     * Exchanges the authorization code of a PKCE flow for a session. {@code POST /token?grant_type=pkce}.
     *
     * @param code the authorization code
     * @param pkce the PKCE verifier of the request
     * @return the session
     * @throws dev.plinth.core.ApiException if the code does not match the verifier, or has expired
     */
    public Session exchangeCodeForSession(String code, Pkce pkce) {
        Arguments.present(code, "code");
        return signIn(SignInOperations.exchange(code, pkce));
    }

    /** {@return what the project lets its users do} {@code GET /settings}. */
    public AuthSettings getSettings() {
        return OperationRunner.run(connection(), InfoOperations.settings());
    }

    /** {@return the server's version, such as {@code v2.196.0}} {@code GET /health}; it does not check the database. */
    public String getVersion() {
        return OperationRunner.run(connection(), InfoOperations.version());
    }

    private Session signIn(Operation<SessionResponse> operation) {
        return begin(OperationRunner.run(connection(), operation));
    }

    private Session begin(SessionResponse response) {
        return SessionRegistry.register(connection(), store, response);
    }

    @Override
    protected AuthClient withConnection(Connection other) {
        return new AuthClient(other, store);
    }
}
