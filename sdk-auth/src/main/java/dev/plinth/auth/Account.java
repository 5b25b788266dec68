package dev.plinth.auth;

import dev.plinth.auth.internal.account.AccountOperations;
import dev.plinth.auth.internal.session.SessionManager;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.AuthorizationOperations;
import dev.plinth.auth.internal.signin.SignInOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The account of a signed-in user, who sees and changes it himself: {@code auth.actingAs(session).account()}.
 *
 * <p>Immutable and thread-safe. A handle that acts as a key, and not as a user, is refused by the server.
 */
public final class Account extends ApiClient<Account> {

    private final Function<SessionResponse, Session> begin;

    Account(Connection connection, Function<SessionResponse, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /**
     * Returns the user as he is now. {@code GET /user}.
     *
     * @return the user, with his identities and factors
     */
    public User getUser() {
        return Calls.run(connection(), AccountOperations.user());
    }

    /**
     * Changes the account. {@code PUT /user}. A new e-mail or phone number counts once it is confirmed. The session that
     * this handle acts as takes over the changed user.
     *
     * @param change says what is to be different
     * @return the user after that
     * @throws dev.plinth.core.InvalidRequestException if a password is too weak or the same, an address is taken, or the
     *     project asks for more: {@code reauthentication_needed}, {@code current_password_required}
     * @throws dev.plinth.core.AuthenticationException with code {@code insufficient_aal} if the user has a second factor
     *     and has not given it in this session
     */
    public User update(Consumer<? super AccountUpdate> change) {
        Arguments.required(change, "change");
        AccountOperations.Updated updated = Calls.run(connection(), AccountOperations.update(change));
        if (LiveConnection.of(connection()).credentials() instanceof SessionManager session) {
            session.updated(updated.raw());
        }
        return updated.user();
    }

    /**
     * Sends a code for {@link AccountUpdate#nonce}. {@code GET /reauthenticate}.
     *
     * @return the message's id, where the server gave one
     */
    public Optional<String> reauthenticate() {
        return Calls.run(connection(), AccountOperations.reauthenticate());
    }

    /**
     * Returns the user's second factors.
     *
     * @return enrols, asks for and takes second factors
     */
    public Mfa mfa() {
        return new Mfa(connection(), begin);
    }

    /**
     * Returns the client for the user's passkeys.
     *
     * @return the client
     */
    public AccountPasskeys passkeys() {
        return new AccountPasskeys(connection());
    }

    /**
     * Returns the client for the access that the user grants to OAuth clients.
     *
     * @return the client
     */
    public OAuthGrants oauthGrants() {
        return new OAuthGrants(connection());
    }

    /**
     * Returns the ways in which the user can say who he is. {@code GET /user}.
     *
     * @return the identities, unmodifiable
     */
    public List<Identity> listIdentities() {
        return getUser().identities();
    }

    /**
     * Begins to add a provider to the ways in which the user can sign in. {@code GET /user/identities/authorize}.
     *
     * @param provider the provider
     * @param options where to come back to, and what to ask for
     * @return where to send the browser; {@link AuthClient#completeSignIn} ends it
     * @throws dev.plinth.core.NotFoundException with code {@code manual_linking_disabled} if the project does not allow
     *     that
     */
    public AuthorizationRequest linkIdentity(Provider provider, Consumer<? super OAuthOptions> options) {
        Arguments.required(options, "options");
        Arguments.required(provider, "provider");
        return Calls.run(connection(), AuthorizationOperations.link(provider, options));
    }

    /**
     * Adds a provider by its ID token. {@code POST /token?grant_type=id_token}.
     *
     * @param provider whose token it is
     * @param idToken the token
     * @param options what goes along with it, such as the nonce
     * @return the user's session, with new tokens
     */
    public Session linkIdentityWithIdToken(
            Provider provider, Secret idToken, Consumer<? super IdTokenOptions> options) {
        Arguments.required(idToken, "idToken");
        Arguments.required(options, "options");
        Arguments.required(provider, "provider");
        return begin.apply(Calls.run(connection(), SignInOperations.idToken(provider, idToken, true, options)));
    }

    /**
     * Removes a way in which the user can sign in. {@code DELETE /user/identities/{identity_id}}.
     *
     * @param identity one of several
     * @throws dev.plinth.core.InvalidRequestException with code {@code single_identity_not_deletable} if it is the only
     *     one
     */
    public void unlinkIdentity(Identity identity) {
        Arguments.required(identity, "identity");
        Calls.perform(connection(), AccountOperations.unlink(identity.identityId()));
    }

    @Override
    protected Account withConnection(Connection other) {
        return new Account(other, begin);
    }
}
