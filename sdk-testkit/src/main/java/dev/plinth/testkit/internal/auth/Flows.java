package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthState.FlowState;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.web.Params;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** PKCE: begins flows and issues their codes. Called with the state's lock held. */
record Flows(AuthCore core) {
    private static final int SHORTEST = 43;
    private static final int LONGEST = 128;
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** Refuses an incomplete or malformed challenge; its method is not checked here. */
    static void requireValid(Params params) {
        requireValid(params.text("code_challenge"), params.text("code_challenge_method"));
    }

    static void requireValid(String challenge, String method) {
        AuthError.invalidIf(
                challenge.isEmpty() != method.isEmpty(), "PKCE flow requires code_challenge_method and code_challenge");
        if (challenge.isEmpty()) {
            return;
        }
        AuthError.invalidIf(
                challenge.length() < SHORTEST || challenge.length() > LONGEST,
                "code challenge has to be between 43 and 128 characters");
        AuthError.invalidIf(
                !challenge.matches("[a-zA-Z0-9._~-]+"),
                "code challenge can only contain alphanumeric characters, hyphens, periods,"
                        + " underscores and tildes");
    }

    static boolean pkce(Params params) {
        return params.filled("code_challenge");
    }

    static boolean knownMethod(String method) {
        String lower = method.toLowerCase(Locale.ROOT);
        return lower.equals("s256") || lower.equals("plain");
    }

    /** Begins a flow for a mail that is about to be sent, if the request has a challenge. */
    void begin(User user, String method, Params params) {
        if (!pkce(params)) {
            return;
        }
        String challengeMethod = params.text("code_challenge_method");
        AuthError.panic().throwIf(!knownMethod(challengeMethod));
        FlowState flow = new FlowState(method, params.text("code_challenge"), challengeMethod, core.stamp());
        flow.user = user.id;
        core.state.flows.put(flow.id, flow);
    }

    /** The code with which a user who opened a link gets a session; it is of the user's newest flow of a kind. */
    String code(User user, String method) {
        FlowState newest = core.state.flows.values().stream()
                .filter(flow -> user.id.equals(flow.user) && flow.method.equals(method))
                .reduce((earlier, later) -> later)
                .orElseThrow(() -> AuthError.of(422, "flow_state_not_found", "No valid flow state found for user."));
        if (method.equals("magiclink")) {
            newest.codeIssuedAt = core.stamp();
        }
        return newest.authCode.toString();
    }

    FlowState byCode(String code) {
        return core.state.flows.values().stream()
                .filter(flow -> flow.authCode.toString().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        AuthError.of(404, "flow_state_not_found", "invalid flow state, no valid flow state found"));
    }

    boolean expired(FlowState flow) {
        @Nullable Instant start = flow.codeIssuedAt == null ? flow.createdAt : flow.codeIssuedAt;
        return User.expired(start, LIFE, core.now());
    }
}
