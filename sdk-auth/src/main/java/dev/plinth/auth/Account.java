package dev.plinth.auth;

import dev.plinth.auth.internal.AccountOperations;
import dev.plinth.auth.internal.BrowserOperations;
import dev.plinth.auth.internal.SessionAnswer;
import dev.plinth.auth.internal.SessionManager;
import dev.plinth.auth.internal.SignInOperations;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.LiveConnection;
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
public final class Account extends View<Account> {

    private final Function<SessionAnswer, Session> begin;

    Account(Connection connection, Function<SessionAnswer, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /**
     * Returns the user as he is now. {@code GET /user}.
     *
     * @return the user, with his identities and factors
     */
    public User user() {
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
    public User update(Consumer<? super AccountChange> change) {
        Arguments.required(change, "change");
        AccountOperations.Updated updated = Calls.run(connection(), AccountOperations.update(change));
        if (LiveConnection.of(connection()).credentials() instanceof SessionManager session) {
            session.updated(updated.raw());
        }
        return updated.user();
    }

    /**
     * Sends a code for {@link AccountChange#nonce}. {@code GET /reauthenticate}.
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
     * Returns the user's passkeys and grants, thinly: JSON in, JSON out.
     *
     * @return passkeys, and what other programs were allowed
     */
    public AccountExtras extras() {
        return new AccountExtras(connection());
    }

    /**
     * Returns the ways in which the user can say who he is. {@code GET /user}.
     *
     * @return the identities, unmodifiable
     */
    public List<Identity> identities() {
        return user().identities();
    }

    /**
     * Begins to add a provider to the ways in which the user can sign in. {@code GET /user/identities/authorize}.
     *
     * @param provider the provider
     * @param options where to come back to, and what to ask for
     * @return where to send the browser; {@link AuthClient#finish} ends it
     * @throws dev.plinth.core.NotFoundException with code {@code manual_linking_disabled} if the project does not allow
     *     that
     */
    public BrowserFlow linkIdentity(Provider provider, Consumer<? super OAuthOptions> options) {
        Arguments.required(options, "options");
        Arguments.required(provider, "provider");
        return Calls.run(connection(), BrowserOperations.link(provider, options));
    }

    /**
     * Adds a provider by its ID token. {@code POST /token?grant_type=id_token}.
     *
     * @param provider whose token it is
     * @param idToken the token
     * @param options what goes along with it, such as the nonce
     * @return the user's session, with new tokens
     */
    public Session linkIdToken(Provider provider, Secret idToken, Consumer<? super IdTokenOptions> options) {
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
    protected Account over(Connection other) {
        return new Account(other, begin);
    }
}
