package dev.plinth.auth.internal.passkey;

import dev.plinth.auth.PasskeyChallenge;
import dev.plinth.auth.internal.api.JsonText;
import dev.plinth.core.internal.json.Required;
import java.time.Instant;
import java.util.Map;

/** A challenge for the passkey API of a browser. */
record PasskeyChallengeRecord(String id, String optionsJson, Instant expiresAt) implements PasskeyChallenge {

    /** The challenge in the server's JSON format. */
    record Wire(String challengeId, @Required Map<String, Object> options, Instant expiresAt) {

        PasskeyChallenge challenge() {
            return new PasskeyChallengeRecord(challengeId, JsonText.write(options), expiresAt);
        }
    }

    @Override
    public String toString() {
        return "PasskeyChallenge[" + id + "]";
    }
}
