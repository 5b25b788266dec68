package dev.plinth.auth;

import dev.plinth.auth.internal.account.AccountOperations;
import dev.plinth.auth.internal.account.MfaOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The second factors of the signed-in user. Enroll a factor, create a challenge with {@code challenge}, and verify it
 * with {@code verify}. The session then has assurance level {@code aal2}, and the server ends the user's other sessions
 * that have not verified a second factor. A challenge and its verification have to come from the same client IP
 * address.
 *
 * <p>Immutable and thread-safe. Every method that sends a request throws {@link dev.plinth.core.PlinthException}s.
 */
public final class Mfa extends ApiClient<Mfa> {

    private final Function<SessionResponse, Session> begin;

    Mfa(Connection connection, Function<SessionResponse, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /** {@return the user's factors, verified or not; unmodifiable} {@code GET /user}, which includes the factors. */
    public List<Factor> listFactors() {
        return OperationRunner.run(connection(), AccountOperations.user()).factors();
    }

    /**
     * Checks whether the user has a verified factor but has not used it in a session. {@code GET /user}, unless the
     * session has level {@code aal2}.
     *
     * @param session the user's session
     * @return true if the session does not have level {@code aal2}, and could be raised to it
     */
    public boolean requiresAal2(Session session) {
        Arguments.required(session, "session");
        return !session.assuranceLevel().equals("aal2")
                && listFactors().stream().anyMatch(Factor::verified);
    }

    /**
     * Enrolls an authenticator app. {@code POST /factors}.
     *
     * @param friendlyName a name for the factor; the user's other factors must not have the same name
     * @return the factor, with the secret for the app
     */
    public EnrolledFactor enrollTotp(String friendlyName) {
        Arguments.required(friendlyName, "friendlyName");
        return OperationRunner.run(connection(), MfaOperations.enrollTotp(friendlyName));
    }

    /**
     * Enrolls a phone. {@code POST /factors}.
     *
     * @param friendlyName a name for the factor; the user's other factors must not have the same name
     * @param number the phone number that codes are sent to
     * @return the factor
     */
    public EnrolledFactor enrollPhone(String friendlyName, String number) {
        Arguments.required(friendlyName, "friendlyName");
        Arguments.present(number, "number");
        return OperationRunner.run(connection(), MfaOperations.enrollPhone(friendlyName, number));
    }

    /**
     * Enrols a security key. {@code POST /factors}.
     *
     * @param friendlyName a name for the factor; the user's other factors must not have the same name
     * @return the factor
     */
    public EnrolledFactor enrollWebAuthn(String friendlyName) {
        Arguments.required(friendlyName, "friendlyName");
        return OperationRunner.run(connection(), MfaOperations.enrollWebAuthn(friendlyName));
    }

    /**
     * Creates a challenge for a factor. {@code POST /factors/{id}/challenge}. For a phone, the server sends a text
     * message.
     *
     * @param factorId the factor's UUID
     * @return the challenge
     */
    public FactorChallenge challenge(String factorId) {
        Arguments.required(factorId, "factorId");
        return challenge(factorId, options -> {});
    }

    /**
     * Creates a challenge of a factor. {@code POST /factors/{id}/challenge}. For a phone, that sends a text message.
     *
     * @param factorId the factor's id
     * @param options sets how the code of a phone factor is sent
     * @return the challenge
     * @throws IllegalArgumentException if the id is not a UUID
     */
    public FactorChallenge challenge(String factorId, Consumer<? super FactorChallengeOptions> options) {
        Arguments.required(factorId, "factorId");
        return OperationRunner.run(connection(), MfaOperations.challenge(factorId, options));
    }

    /**
     * Verifies a challenge with the code from the authenticator app or the text message. {@code POST
     * /factors/{id}/verify}. Upgrades the session to level {@code aal2}: clients that already act as it use the new
     * tokens.
     *
     * @param challenge the challenge
     * @param code the code; leading and trailing whitespace is removed
     * @return the session, with level {@code aal2}
     * @throws dev.plinth.core.InvalidRequestException with code {@code mfa_verification_failed} if the code is wrong
     */
    public Session verify(FactorChallenge challenge, String code) {
        Arguments.required(challenge, "challenge");
        Arguments.present(code, "code");
        return begin.apply(OperationRunner.run(connection(), MfaOperations.verify(challenge, code)));
    }

    /**
     * Verifies the challenge of a WebAuthn factor with the credential of the browser, and returns the upgraded (AAL2)
     * session. {@code POST /factors/{id}/verify}.
     *
     * @param challenge the challenge, whose {@link FactorChallenge#webAuthn() options} the browser was given
     * @param credentialJson the browser's credential, as {@code JSON.stringify(credential.toJSON())} writes it
     * @return the session, of level {@code aal2}
     * @throws IllegalArgumentException if the challenge is not one of a WebAuthn factor, or the credential is not a JSON
     *     object
     */
    public Session verifyWebAuthn(FactorChallenge challenge, String credentialJson) {
        Arguments.required(challenge, "challenge");
        Arguments.required(credentialJson, "credentialJson");
        return begin.apply(OperationRunner.run(connection(), MfaOperations.verifyWebAuthn(challenge, credentialJson)));
    }

    /**
     * Removes a factor. {@code DELETE /factors/{id}}. If the factor is verified, the session needs level {@code aal2}.
     *
     * @param factorId the factor's UUID
     */
    public void unenroll(String factorId) {
        Arguments.required(factorId, "factorId");
        OperationRunner.perform(connection(), MfaOperations.unenroll(factorId));
    }

    @Override
    protected Mfa withConnection(Connection other) {
        return new Mfa(other, begin);
    }
}
