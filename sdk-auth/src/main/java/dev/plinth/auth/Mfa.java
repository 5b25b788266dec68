package dev.plinth.auth;

import dev.plinth.auth.internal.AccountOperations;
import dev.plinth.auth.internal.MfaOperations;
import dev.plinth.auth.internal.SessionAnswer;
import dev.plinth.core.Connection;
import dev.plinth.core.Secret;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The second factors of a signed-in user. A factor is enrolled, asked for ({@code challenge}) and shown ({@code
 * verify}); then the session is of level {@code aal2}, and the user's other sessions without a second factor have ended.
 * Challenge and answer must come from the same client address.
 *
 * <p>Immutable and thread-safe.
 */
public final class Mfa extends View<Mfa> {

    private final Function<SessionAnswer, Session> begin;

    Mfa(Connection connection, Function<SessionAnswer, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /**
     * Returns the user's factors, verified or not. {@code GET /user}: there is no list of factors alone.
     *
     * @return the factors, unmodifiable
     */
    public List<Factor> factors() {
        return Calls.run(connection(), AccountOperations.user()).factors();
    }

    /**
     * Tells whether the user has a factor that he did not show in a session.
     *
     * @param session the session
     * @return true if the session could be of level {@code aal2}, and is not
     */
    public boolean stepUpPossible(Session session) {
        Arguments.required(session, "session");
        return !session.assuranceLevel().equals("aal2") && factors().stream().anyMatch(Factor::verified);
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
        return challenge(factorId, Map.of());
    }

    /**
     * Asks for a factor. {@code POST /factors/{id}/challenge}.
     *
     * @param factorId the factor's id
     * @param details what the server takes for this kind of factor: {@code channel} of a phone, {@code webauthn} of a
     *     security key
     * @return the challenge
     */
    public FactorChallenge challenge(String factorId, Map<String, Object> details) {
        Arguments.required(details, "details");
        Arguments.required(factorId, "factorId");
        return Calls.run(connection(), MfaOperations.challenge(factorId, details));
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
     * Shows a security key by what the browser gave. {@code POST /factors/{id}/verify}.
     *
     * @param challenge the challenge
     * @param webAuthn what the server takes: {@code type} and {@code credential_response}
     * @return the session, of level {@code aal2}
     */
    public Session verifyWebAuthn(FactorChallenge challenge, Map<String, Object> webAuthn) {
        Arguments.required(challenge, "challenge");
        Arguments.required(webAuthn, "webAuthn");
        return verified(challenge, Map.of("challenge_id", challenge.id(), "webauthn", webAuthn));
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
    protected Mfa over(Connection other) {
        return new Mfa(other, begin);
    }
}
