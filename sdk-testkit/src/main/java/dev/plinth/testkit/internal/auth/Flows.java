package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.FlowState;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.web.Params;
import java.time.Duration;
import java.time.Instant;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** PKCE: flows begun, codes given out for them. Called with the state's lock held. */
record Flows(AuthCore core) {
    private static final int SHORTEST = 43;
    private static final int LONGEST = 128;
    private static final Duration LIFE = Duration.ofMinutes(5);

    /** Refuses half a challenge, or one that is none; its method is not looked at here. */
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

    /** Begins a flow for a mail that is about to be sent, if it is to be one; the newest of a user and kind counts. */
    void begin(User user, String method, Params params) {
        if (!pkce(params)) {
            return;
        }
        if (!knownMethod(params.text("code_challenge_method"))) {
            throw AuthError.panic();
        }
        FlowState flow = new FlowState(
                method, params.text("code_challenge"), params.text("code_challenge_method"), core.stamp());
        flow.user = user.id;
        core.state.flows.put(flow.id, flow);
    }

    /** The code that a user who opened a link takes to the token endpoint. */
    String code(User user, String method) {
        FlowState newest = null;
        for (FlowState flow : core.state.flows.values()) {
            if (user.id.equals(flow.user) && flow.method.equals(method)) {
                newest = flow;
            }
        }
        if (newest == null) {
            throw AuthError.of(422, "flow_state_not_found", "No valid flow state found for user.");
        }
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
