package dev.plinth.auth;

import dev.plinth.auth.internal.account.AccountOperations;
import dev.plinth.auth.internal.account.MfaOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * The second factors of a signed-in user. A factor is enrolled, asked for ({@code challenge}) and shown ({@code
 * verify}); then the session is of level {@code aal2}, and the user's other sessions without a second factor have ended.
 * Challenge and answer must come from the same client address.
 *
 * <p>Immutable and thread-safe.
 */
public final class Mfa extends ApiClient<Mfa> {

    private final Function<SessionResponse, Session> begin;

    Mfa(Connection connection, Function<SessionResponse, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /**
     * Returns the user's factors, verified or not. {@code GET /user}: there is no list of factors alone.
     *
     * @return the factors, unmodifiable
     */
    public List<Factor> listFactors() {
        return Calls.run(connection(), AccountOperations.user()).factors();
    }

    /**
     * Tells whether the user has a factor that he did not show in a session.
     *
     * @param session the session
     * @return true if the session could be of level {@code aal2}, and is not
     */
    public boolean requiresAal2(Session session) {
        Arguments.required(session, "session");
        return !session.assuranceLevel().equals("aal2")
                && listFactors().stream().anyMatch(Factor::verified);
    }

    /**
     * Enrols an authenticator app. {@code POST /factors}.
     *
     * @param friendlyName what the user calls it; unlike those of his other factors
     * @return the factor, with the secret for the app
     */
    public EnrolledFactor enrollTotp(String friendlyName) {
        Arguments.required(friendlyName, "friendlyName");
        return enroll(Map.of("factor_type", "totp", "friendly_name", friendlyName));
    }

    /**
     * Enrols a phone. {@code POST /factors}.
     *
     * @param friendlyName what the user calls it; unlike those of his other factors
     * @param number the number that codes go to
     * @return the factor
     */
    public EnrolledFactor enrollPhone(String friendlyName, String number) {
        Arguments.required(friendlyName, "friendlyName");
        Arguments.present(number, "number");
        return enroll(Map.of("factor_type", "phone", "friendly_name", friendlyName, "phone", number));
    }

    /**
     * Enrols a security key. {@code POST /factors}.
     *
     * @param friendlyName what the user calls it; unlike those of his other factors
     * @return the factor
     */
    public EnrolledFactor enrollWebAuthn(String friendlyName) {
        Arguments.required(friendlyName, "friendlyName");
        return enroll(Map.of("factor_type", "webauthn", "friendly_name", friendlyName));
    }

    private EnrolledFactor enroll(Map<String, Object> body) {
        return Calls.run(connection(), MfaOperations.enroll(body));
    }

    /**
     * Asks for a factor. {@code POST /factors/{id}/challenge}. For a phone, that sends a text message.
     *
     * @param factorId the factor's id
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
        Arguments.required(options, "options");
        return Calls.run(connection(), MfaOperations.challenge(factorId, options));
    }

    /**
     * Shows a factor by its code. {@code POST /factors/{id}/verify}. The session goes on by itself with its new level:
     * handles that act as it need not be derived anew.
     *
     * @param challenge the challenge
     * @param code the code of the app or the message
     * @return the session, of level {@code aal2}
     * @throws dev.plinth.core.InvalidRequestException with code {@code mfa_verification_failed} if the code is wrong
     */
    public Session verify(FactorChallenge challenge, String code) {
        Arguments.required(challenge, "challenge");
        Arguments.present(code, "code");
        return verified(challenge, Map.of("challenge_id", challenge.id(), "code", Secret.of(code.strip())));
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
        return verified(challenge, MfaOperations.webAuthnAnswer(challenge, credentialJson));
    }

    private Session verified(FactorChallenge challenge, Map<String, Object> answer) {
        return begin.apply(Calls.run(connection(), MfaOperations.verify(challenge, answer)));
    }

    /**
     * Removes a factor. {@code DELETE /factors/{id}}. For a verified one the session has to be of level {@code aal2}.
     *
     * @param factorId the factor's id
     */
    public void unenroll(String factorId) {
        Arguments.required(factorId, "factorId");
        Calls.perform(connection(), MfaOperations.unenroll(factorId));
    }

    @Override
    protected Mfa withConnection(Connection other) {
        return new Mfa(other, begin);
    }
}
