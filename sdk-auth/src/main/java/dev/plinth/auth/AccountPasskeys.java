package dev.plinth.auth;

import dev.plinth.auth.internal.passkey.PasskeyOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;

/**
 * The passkeys of the signed-in user. A passkey is registered in two steps, between which the user's browser creates it:
 *
 * <pre>{@code
 * PasskeyChallenge challenge = account.passkeys().startRegistration();
 * // send challenge.optionsJson() to the browser, and receive the JSON of the credential that it created
 * Passkey passkey = account.passkeys().register(challenge, credentialJson);
 * }</pre>
 *
 * <p>Anonymous users cannot register passkeys. The server refuses every request with code {@code passkey_disabled}
 * unless passkeys are enabled. Immutable and thread-safe.
 */
public final class AccountPasskeys extends ApiClient<AccountPasskeys> {

    AccountPasskeys(Connection connection) {
        super(connection);
    }

    /**
     * Lists the user's passkeys. {@code GET /passkeys}.
     *
     * @return the passkeys, unmodifiable
     */
    public List<Passkey> list() {
        return OperationRunner.run(connection(), PasskeyOperations.list());
    }

    /**
     * Starts the registration of a passkey. {@code POST /passkeys/registration/options}.
     *
     * @return the challenge, whose options the browser needs to create the passkey
     * @throws dev.plinth.core.InvalidRequestException with code {@code too_many_passkeys} if the user has 10 passkeys
     */
    public PasskeyChallenge startRegistration() {
        return OperationRunner.run(connection(), PasskeyOperations.startRegistration());
    }

    /**
     * Registers the passkey that the browser created. {@code POST /passkeys/registration/verify}.
     *
     * @param challenge the challenge
     * @param credentialJson the browser's credential, as {@code JSON.stringify(credential.toJSON())} writes it
     * @return the passkey
     * @throws dev.plinth.core.InvalidRequestException with code {@code webauthn_challenge_expired}, {@code
     *     webauthn_verification_failed} or {@code webauthn_credential_exists}
     * @throws IllegalArgumentException if the credential is not a JSON object
     */
    public Passkey register(PasskeyChallenge challenge, String credentialJson) {
        Arguments.required(challenge, "challenge");
        return register(challenge.id(), credentialJson);
    }

    /**
     * Registers the passkey that the browser created, in a program that kept only the challenge's id. {@code POST
     * /passkeys/registration/verify}.
     *
     * @param challengeId the challenge's id
     * @param credentialJson the browser's credential, as {@code JSON.stringify(credential.toJSON())} writes it
     * @return the passkey
     * @throws dev.plinth.core.InvalidRequestException with code {@code webauthn_challenge_expired}, {@code
     *     webauthn_verification_failed} or {@code webauthn_credential_exists}
     * @throws IllegalArgumentException if the id is not a UUID, or the credential is not a JSON object
     */
    public Passkey register(String challengeId, String credentialJson) {
        Arguments.required(challengeId, "challengeId");
        return OperationRunner.run(connection(), PasskeyOperations.register(challengeId, credentialJson));
    }

    /**
     * Renames a passkey. {@code PATCH /passkeys/{id}}.
     *
     * @param id the passkey's id
     * @param friendlyName the new name, 1 to 120 characters
     * @return the renamed passkey
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public Passkey rename(String id, String friendlyName) {
        Arguments.required(friendlyName, "friendlyName");
        Arguments.required(id, "id");
        return OperationRunner.run(connection(), PasskeyOperations.rename(id, friendlyName));
    }

    /**
     * Deletes a passkey. {@code DELETE /passkeys/{id}}.
     *
     * @param id the passkey's id
     * @throws dev.plinth.core.AuthenticationException with code {@code insufficient_aal} if the user has a second factor
     *     and has not verified it in this session
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public void delete(String id) {
        Arguments.required(id, "id");
        OperationRunner.perform(connection(), PasskeyOperations.delete(id));
    }

    @Override
    protected AccountPasskeys withConnection(Connection other) {
        return new AccountPasskeys(other);
    }
}
