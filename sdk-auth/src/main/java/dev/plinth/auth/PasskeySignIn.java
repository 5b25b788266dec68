package dev.plinth.auth;

import dev.plinth.auth.internal.session.SessionResponse;
import dev.plinth.auth.internal.signin.PasskeyOperations;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.Calls;
import java.util.Map;
import java.util.function.Function;

/**
 * Sign-in with passkeys (WebAuthn).
 *
 * <p>Immutable and thread-safe.
 */
public final class PasskeySignIn extends ApiClient<PasskeySignIn> {

    private final Function<SessionResponse, Session> begin;

    PasskeySignIn(Connection connection, Function<SessionResponse, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /**
     * Begins a sign-in with a passkey. {@code POST /passkeys/authentication/options}.
     *
     * @return {@code challenge_id}, {@code options} for the browser, {@code expires_at}
     */
    public Map<String, Object> getOptions() {
        return Calls.run(connection(), PasskeyOperations.signInOptions());
    }

    /**
     * Signs in with a passkey. {@code POST /passkeys/authentication/verify}.
     *
     * @param answer {@code challenge_id}, and {@code credential} as the browser gave it
     * @return the session
     */
    public Session signIn(Map<String, Object> answer) {
        return begin.apply(Calls.run(connection(), PasskeyOperations.signIn(answer)));
    }

    @Override
    protected PasskeySignIn withConnection(Connection other) {
        return new PasskeySignIn(other, begin);
    }
}
