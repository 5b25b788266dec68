package dev.plinth.auth;

import dev.plinth.auth.internal.BrowserOperations;
import dev.plinth.auth.internal.BrowserOperations.Flow;
import dev.plinth.auth.internal.InfoOperations;
import dev.plinth.auth.internal.Redirected;
import dev.plinth.auth.internal.SessionAnswer;
import dev.plinth.auth.internal.SessionManager;
import dev.plinth.auth.internal.SessionRegistry;
import dev.plinth.auth.internal.SignInOperations;
import dev.plinth.auth.internal.SignUpOutcome;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.LiveConnection;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.text.Arguments;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The users' service of a project (GoTrue): signing up and in, and the way to all that a user or an administrator may do.
 *
 * <pre>{@code
 * Session session = project.auth().signInWithPassword("ada@example.com", "correct horse");
 * Project asAda = project.actingAs(session);
 * }</pre>
 *
 * <p>Immutable and thread-safe. Every method may throw what a call throws ({@link dev.plinth.core.PlinthException}).
 * Signing in goes straight to a project: control planes do not offer it.
 */
public final class AuthClient extends View<AuthClient> {

    private final @Nullable SessionStore store;

    private AuthClient(Connection connection, @Nullable SessionStore store) {
        super(connection);
        this.store = store;
    }

    /**
     * Returns the users' service behind a connection.
     *
     * @param connection a connection to a project
     * @return the client; closing the connection ends it
     */
    public static AuthClient of(Connection connection) {
        Arguments.required(connection, "connection");
        return new AuthClient(connection, null);
    }

    // What else there is

    /**
     * Returns the project's users, as an administrator sees them.
     *
     * @return the users
     */
    public Users users() {
        return Users.of(connection());
    }

    /**
     * Returns the account of whom this handle acts as: {@code auth.actingAs(session).account()}.
     *
     * @return the account
     */
    public Account account() {
        return new Account(connection(), this::begin);
    }

    /**
     * Returns what sends one-time codes and links, and takes them.
     *
     * @return the codes
     */
    public OneTimeCodes codes() {
        return new OneTimeCodes(connection(), this::begin);
    }

    /**
     * Returns ways to sign in that few programs use: wallets and passkeys.
     *
     * @return the other ways
     */
    public OtherSignIns others() {
        return new OtherSignIns(connection(), this::begin);
    }

    /**
     * Returns what else an administrator may do: identity providers, OAuth clients, passkeys.
     *
     * @return administration beside that of users
     */
    public AuthAdmin admin() {
        return new AuthAdmin(connection());
    }

    /**
     * Returns what verifies this project's access tokens by its published keys, without asking it for each.
     *
     * @return a builder; add {@link TokenVerifier.Builder#secret} for a project that signs with its secret
     */
    public TokenVerifier.Builder tokenVerifier() {
        return TokenVerifier.builder().keysOf(connection());
    }

    // Keeping sessions

    /**
     * Returns the same client, that keeps sessions in a store. A session is kept in one store: when this client meets one
     * that is in use and kept elsewhere, by {@link #session()} or by new tokens for it, it is kept in this store from
     * then on, and the store that it was in is left as it is. A client without a store leaves sessions in theirs.
     *
     * @param sessions the store
     * @return the derived client
     */
    public AuthClient keeping(SessionStore sessions) {
        return new AuthClient(connection(), Objects.requireNonNull(sessions, "sessions"));
    }

    /**
     * Returns the session that the store holds. Nothing is sent: whether it still lives shows when it is used.
     *
     * @return the session; empty if there is none, or no store was given by {@link #keeping}
     */
    public Optional<Session> session() {
        return store == null ? Optional.empty() : SessionRegistry.resume(connection(), store);
    }

    /**
     * Begins a session by a refresh token from elsewhere, which is used up by that. {@code POST
     * /token?grant_type=refresh_token}.
     *
     * @param refreshToken the token
     * @return the session
     * @throws dev.plinth.core.InvalidRequestException if the token is good for nothing any more
     */
    public Session resume(Secret refreshToken) {
        Arguments.required(refreshToken, "refreshToken");
        return SessionRegistry.resume(connection(), store, refreshToken);
    }

    // Signing up and in

    /**
     * Makes an account. {@code POST /signup}.
     *
     * @param email the user's e-mail
     * @param password the user's password
     * @return what came of it: a session, or a mail to be confirmed
     * @throws dev.plinth.core.InvalidRequestException if the password is too weak, or sign-up is off
     */
    public SignUpResult signUp(String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return signUp(Contact.email(email), password, o -> {});
    }

    /**
     * Makes an account. {@code POST /signup}.
     *
     * @param contact the user's e-mail or phone number
     * @param password the user's password
     * @param options what else is to be said
     * @return what came of it: a session, or a mail or message to be confirmed
     * @throws dev.plinth.core.InvalidRequestException if the password is too weak, or sign-up is off
     */
    public SignUpResult signUp(Contact contact, String password, Consumer<? super FlowOptions> options) {
        Arguments.required(contact, "contact");
        Arguments.required(options, "options");
        Arguments.required(password, "password");
        return SignUpOutcome.of(
                Calls.run(connection(), SignInOperations.signUp(contact, Secret.of(password), options)), this::begin);
    }

    /**
     * Signs in. {@code POST /token?grant_type=password}.
     *
     * @param email the user's e-mail
     * @param password the user's password
     * @return the session
     * @throws dev.plinth.core.InvalidRequestException with code {@code invalid_credentials} if they are wrong, or
     *     {@code email_not_confirmed} or {@code user_banned}
     */
    public Session signInWithPassword(String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        return signInWithPassword(Contact.email(email), password, o -> {});
    }

    /**
     * Signs in. {@code POST /token?grant_type=password}.
     *
     * @param contact the user's e-mail or phone number
     * @param password the user's password
     * @param options what else is to be said, such as a captcha's token
     * @return the session
     * @throws dev.plinth.core.InvalidRequestException with code {@code invalid_credentials} if they are wrong, or
     *     {@code email_not_confirmed} or {@code user_banned}
     */
    public Session signInWithPassword(Contact contact, String password, Consumer<? super FlowOptions> options) {
        Arguments.required(contact, "contact");
        Arguments.required(options, "options");
        Arguments.required(password, "password");
        return begin(SignInOperations.password(contact, Secret.of(password), options));
    }

    /**
     * Signs in without saying who one is. {@code POST /signup}.
     *
     * @return the session of a new user
     * @throws dev.plinth.core.InvalidRequestException with code {@code anonymous_provider_disabled} if that is off
     */
    public Session signInAnonymously() {
        return signInAnonymously(o -> {});
    }

    /**
     * Signs in without saying who one is. {@code POST /signup}.
     *
     * @param options what else is to be said, such as the user's metadata
     * @return the session of a new user
     * @throws dev.plinth.core.InvalidRequestException with code {@code anonymous_provider_disabled} if that is off
     */
    public Session signInAnonymously(Consumer<? super FlowOptions> options) {
        Arguments.required(options, "options");
        return begin(SignInOperations.anonymous(options));
    }

    /**
     * Signs in with the ID token that a provider's own library gave. {@code POST /token?grant_type=id_token}.
     *
     * @param provider whose token it is
     * @param idToken the token
     * @return the session
     */
    public Session signInWithIdToken(Provider provider, Secret idToken) {
        Arguments.required(idToken, "idToken");
        Arguments.required(provider, "provider");
        return signInWithIdToken(provider, idToken, o -> {});
    }

    /**
     * Signs in with the ID token that a provider's own library gave. {@code POST /token?grant_type=id_token}.
     *
     * @param provider whose token it is
     * @param idToken the token
     * @param options what goes along with it, such as the nonce
     * @return the session
     */
    public Session signInWithIdToken(Provider provider, Secret idToken, Consumer<? super IdTokenOptions> options) {
        Arguments.required(idToken, "idToken");
        Arguments.required(options, "options");
        Arguments.required(provider, "provider");
        return begin(SignInOperations.idToken(provider, idToken, false, options));
    }

    // Signing in by browser

    /**
     * Begins a sign-in at a provider. Nothing is sent: the user's browser opens {@code GET /authorize}.
     *
     * @param provider the provider
     * @param options where to come back to, and what to ask for
     * @return where to send the browser, and what ends the flow
     */
    public BrowserFlow startOAuth(Provider provider, Consumer<? super OAuthOptions> options) {
        Arguments.required(options, "options");
        Arguments.required(provider, "provider");
        BrowserOperations.Settings settings = BrowserOperations.Settings.read(options);
        return new Flow(
                LiveConnection.of(connection()).address(BrowserOperations.authorize(provider, settings)),
                settings.pkce());
    }

    /**
     * Begins a sign-in at the identity provider of an organisation. {@code POST /sso}.
     *
     * @param domain the domain of the user's e-mail
     * @param options where to come back to
     * @return where to send the browser, and what ends the flow
     */
    public BrowserFlow startSso(String domain, Consumer<? super FlowOptions> options) {
        Arguments.present(domain, "domain");
        Arguments.required(options, "options");
        return Calls.run(connection(), BrowserOperations.sso("domain", domain, options));
    }

    /**
     * Begins a sign-in at one of the project's identity providers. {@code POST /sso}.
     *
     * @param providerId the provider's UUID
     * @param options where to come back to
     * @return where to send the browser, and what ends the flow
     */
    public BrowserFlow startSsoAt(String providerId, Consumer<? super FlowOptions> options) {
        Arguments.required(options, "options");
        Arguments.present(providerId, "providerId");
        return Calls.run(connection(), BrowserOperations.sso("provider_id", providerId, options));
    }

    /**
     * Ends a flow that a browser, or a link in a mail, went on with. {@code POST /token?grant_type=pkce}.
     *
     * @param callback the address that the browser came back to, with its query
     * @param pkce the proof of the flow
     * @return the session
     * @throws dev.plinth.core.ApiException with the server's code if the address tells of an error, or the code in it is
     *     too old
     */
    public Session finish(String callback, Pkce pkce) {
        Arguments.present(callback, "callback");
        Arguments.required(pkce, "pkce");
        return exchangeCode(Redirected.code(callback), pkce);
    }

    /**
     * Makes a session of the code that a browser came back with. {@code POST /token?grant_type=pkce}.
     *
     * @param code the code
     * @param pkce the proof of the flow
     * @return the session
     * @throws dev.plinth.core.ApiException if code and proof do not belong together, or it is too late
     */
    public Session exchangeCode(String code, Pkce pkce) {
        Arguments.present(code, "code");
        Arguments.required(pkce, "pkce");
        return begin(SignInOperations.exchange(code, pkce));
    }

    // Signing out, and what the service says of itself

    /**
     * Signs out of one session; the user's others go on. {@code POST /logout?scope=local}. Whatever the server answers,
     * the session is over here and its store is cleared; then a failure is thrown. A session that the server no longer
     * knows is no failure, and a session that has ended is left as it is.
     *
     * @param session the session
     * @throws dev.plinth.core.TransportException if the server cannot be reached: the session is over here, and its
     *     refresh token is good on the server until it expires
     */
    public void signOut(Session session) {
        Arguments.required(session, "session");
        signOut(session, SignOutScope.LOCAL);
    }

    /**
     * Signs out. {@code POST /logout}. Access tokens that are out already stay good for other services until they expire.
     * Unless only others are signed out, the session is over here and its store is cleared, whatever the server answers;
     * then a failure is thrown.
     *
     * @param session the session that signs out
     * @param scope which of the user's sessions end
     * @throws SessionEndedException if the session has ended, so that it cannot sign out others
     */
    public void signOut(Session session, SignOutScope scope) {
        Arguments.required(scope, "scope");
        Arguments.required(session, "session");
        ((SessionManager) session).signOut(scope);
    }

    /**
     * Returns what the project lets its users do. {@code GET /settings}.
     *
     * @return the settings
     */
    public AuthSettings settings() {
        return Calls.run(connection(), InfoOperations.settings());
    }

    /**
     * Returns the server's version, and so that it is up. {@code GET /health}; it does not look at its database.
     *
     * @return the version, such as {@code v2.196.0}
     */
    public String version() {
        return Calls.run(connection(), InfoOperations.version());
    }

    private Session begin(Operation<SessionAnswer> operation) {
        return begin(Calls.run(connection(), operation));
    }

    private Session begin(SessionAnswer answer) {
        return SessionRegistry.take(connection(), store, answer);
    }

    @Override
    protected AuthClient over(Connection other) {
        return new AuthClient(other, store);
    }
}
