package dev.plinth.auth;

import dev.plinth.auth.internal.passkey.PasskeyOperations;
import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Sign-in with a passkey. It takes two steps, between which the user's browser answers a challenge:
 *
 * <pre>{@code
 * PasskeyChallenge challenge = auth.passkeys().startSignIn();
 * // send challenge.optionsJson() to the browser, and receive the JSON of its credential
 * Session session = auth.passkeys().signIn(challenge, credentialJson);
 * }</pre>
 *
 * <p>The server refuses every request with code {@code passkey_disabled} unless passkeys are enabled. Immutable and
 * thread-safe.
 */
public final class PasskeySignIn extends ApiClient<PasskeySignIn> {

    private final Function<SessionResponse, Session> begin;

    PasskeySignIn(Connection connection, Function<SessionResponse, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /**
     * Starts a sign-in with a passkey. {@code POST /passkeys/authentication/options}.
     *
     * @return the challenge, whose options the browser needs to use the passkey
     */
    public PasskeyChallenge startSignIn() {
        return startSignIn(options -> {});
    }

    /**
     * Starts a sign-in with a passkey. {@code POST /passkeys/authentication/options}.
     *
     * @param options sets the captcha's token, where the project requires one; other options are not sent
     * @return the challenge, whose options the browser needs to use the passkey
     * @throws dev.plinth.core.InvalidRequestException with code {@code captcha_failed} if the project requires a captcha
     */
    public PasskeyChallenge startSignIn(Consumer<? super SignInOptions> options) {
        return OperationRunner.run(connection(), PasskeyOperations.startSignIn(options));
    }

    /**
     * Signs in with the credential of the browser. {@code POST /passkeys/authentication/verify}.
     *
     * @param challenge the challenge
     * @param credentialJson the browser's credential, as {@code JSON.stringify(credential.toJSON())} writes it
     * @return the session
     * @throws dev.plinth.core.InvalidRequestException with code {@code webauthn_challenge_expired} or {@code
     *     webauthn_verification_failed}
     * @throws IllegalArgumentException if the credential is not a JSON object
     */
    public Session signIn(PasskeyChallenge challenge, String credentialJson) {
        Arguments.required(challenge, "challenge");
        return signIn(challenge.id(), credentialJson);
    }

    /**
     * Signs in with the credential of the browser, in a program that kept only the challenge's id. {@code POST
     * /passkeys/authentication/verify}.
     *
     * @param challengeId the challenge's id
     * @param credentialJson the browser's credential, as {@code JSON.stringify(credential.toJSON())} writes it
     * @return the session
     * @throws dev.plinth.core.InvalidRequestException with code {@code webauthn_challenge_expired} or {@code
     *     webauthn_verification_failed}
     * @throws IllegalArgumentException if the id is not a UUID, or the credential is not a JSON object
     */
    public Session signIn(String challengeId, String credentialJson) {
        Arguments.required(challengeId, "challengeId");
        return begin.apply(OperationRunner.run(connection(), PasskeyOperations.signIn(challengeId, credentialJson)));
    }

    @Override
    protected PasskeySignIn withConnection(Connection other) {
        return new PasskeySignIn(other, begin);
    }
}
