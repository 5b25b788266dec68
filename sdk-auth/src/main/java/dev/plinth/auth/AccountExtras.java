package dev.plinth.auth;

import dev.plinth.auth.internal.GrantOperations;
import dev.plinth.auth.internal.PasskeyOperations;
import dev.plinth.core.Connection;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.Map;

/**
 * What else a signed-in user has: passkeys, and what he allowed other programs. Thin on purpose: JSON as JDK types goes
 * in and comes out as the server has it.
 *
 * <p>Immutable and thread-safe.
 */
public final class AccountExtras extends View<AccountExtras> {

    AccountExtras(Connection connection) {
        super(connection);
    }

    /**
     * Lists the user's passkeys. {@code GET /passkeys}.
     *
     * @return {@code id}, {@code friendly_name}, {@code created_at}, {@code last_used_at} of each
     */
    public List<Map<String, Object>> passkeys() {
        return Calls.run(connection(), PasskeyOperations.list());
    }

    /**
     * Begins to register a passkey. {@code POST /passkeys/registration/options}.
     *
     * @return {@code challenge_id}, {@code options} for the browser, {@code expires_at}
     */
    public Map<String, Object> passkeyOptions() {
        return Calls.run(connection(), PasskeyOperations.options());
    }

    /**
     * Registers a passkey. {@code POST /passkeys/registration/verify}.
     *
     * @param answer {@code challenge_id}, and {@code credential} as the browser gave it
     * @return the passkey
     */
    public Map<String, Object> registerPasskey(Map<String, Object> answer) {
        Arguments.required(answer, "answer");
        return Calls.run(connection(), PasskeyOperations.register(answer));
    }

    /**
     * Names a passkey. {@code PATCH /passkeys/{id}}.
     *
     * @param id the passkey's id
     * @param friendlyName 1 to 120 characters
     * @return the passkey
     */
    public Map<String, Object> renamePasskey(String id, String friendlyName) {
        Arguments.required(friendlyName, "friendlyName");
        Arguments.required(id, "id");
        return Calls.run(connection(), PasskeyOperations.rename(id, friendlyName));
    }

    /**
     * Deletes a passkey. {@code DELETE /passkeys/{id}}.
     *
     * @param id the passkey's id
     */
    public void deletePasskey(String id) {
        Arguments.required(id, "id");
        Calls.perform(connection(), PasskeyOperations.delete(id));
    }

    /**
     * Lists what the user allowed other programs. {@code GET /user/oauth/grants}.
     *
     * @return {@code client}, {@code scopes}, {@code granted_at} of each
     */
    public List<Map<String, Object>> grants() {
        return Calls.run(connection(), GrantOperations.list());
    }

    /**
     * Takes back what the user allowed a program. {@code DELETE /user/oauth/grants}.
     *
     * @param clientId the program
     */
    public void revokeGrant(String clientId) {
        Arguments.present(clientId, "clientId");
        Calls.perform(connection(), GrantOperations.revoke(clientId));
    }

    /**
     * Returns what a program asks to be allowed. {@code GET /oauth/authorizations/{id}}.
     *
     * @param id the authorization's id
     * @return {@code client}, {@code scope}, {@code redirect_uri}; or {@code redirect_url} if it was allowed before
     */
    public Map<String, Object> authorization(String id) {
        Arguments.required(id, "id");
        return Calls.run(connection(), GrantOperations.authorization(id));
    }

    /**
     * Allows a program what it asks for, or not. {@code POST /oauth/authorizations/{id}/consent}.
     *
     * @param id the authorization's id, which {@link #authorization} was asked for before
     * @param allow whether to allow it
     * @return {@code redirect_url}: where to send the browser
     */
    public Map<String, Object> consent(String id, boolean allow) {
        Arguments.required(id, "id");
        return Calls.run(connection(), GrantOperations.consent(id, allow));
    }

    @Override
    protected AccountExtras over(Connection other) {
        return new AccountExtras(other);
    }
}
