package dev.plinth.auth;

import dev.plinth.auth.internal.PasskeyOperations;
import dev.plinth.auth.internal.SessionAnswer;
import dev.plinth.auth.internal.SignInOperations;
import dev.plinth.core.Connection;
import dev.plinth.core.View;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.text.Arguments;
import java.util.Map;
import java.util.function.Function;

/**
 * Ways to sign in that few programs use. Thin on purpose: what browser and wallet give is passed on.
 *
 * <p>Immutable and thread-safe.
 */
public final class OtherSignIns extends View<OtherSignIns> {

    private final Function<SessionAnswer, Session> begin;

    OtherSignIns(Connection connection, Function<SessionAnswer, Session> begin) {
        super(connection);
        this.begin = begin;
    }

    /**
     * Signs in with a wallet. {@code POST /token?grant_type=web3}.
     *
     * @param chain {@code ethereum} or {@code solana}
     * @param message the signed message, as EIP-4361 or its like has it
     * @param signature the signature
     * @return the session
     */
    public Session web3(String chain, String message, String signature) {
        Arguments.required(chain, "chain");
        Arguments.required(message, "message");
        Arguments.present(signature, "signature");
        return begin.apply(Calls.run(connection(), SignInOperations.web3(chain, message, signature)));
    }

    /**
     * Begins a sign-in with a passkey. {@code POST /passkeys/authentication/options}.
     *
     * @return {@code challenge_id}, {@code options} for the browser, {@code expires_at}
     */
    public Map<String, Object> passkeyOptions() {
        return Calls.run(connection(), PasskeyOperations.signInOptions());
    }

    /**
     * Signs in with a passkey. {@code POST /passkeys/authentication/verify}.
     *
     * @param answer {@code challenge_id}, and {@code credential} as the browser gave it
     * @return the session
     */
    public Session passkey(Map<String, Object> answer) {
        Arguments.required(answer, "answer");
        return begin.apply(Calls.run(connection(), PasskeyOperations.signIn(answer)));
    }

    @Override
    protected OtherSignIns over(Connection other) {
        return new OtherSignIns(other, begin);
    }
}
