package dev.plinth.testkit.internal.auth;

import java.time.Instant;
import java.util.Locale;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** PKCE: flows begun, codes given out for them. Called with the state's lock held. */
final class Flows {
    private static final int SHORTEST = 43;
    private static final int LONGEST = 128;

    private final AuthCore core;

    Flows(AuthCore core) {
        this.core = core;
    }

    /** Refuses half a challenge, or one that is none; its method is not looked at here. */
    static void requireValid(Params params) {
        requireValid(params.text("code_challenge"), params.text("code_challenge_method"));
    }

    static void requireValid(String challenge, String method) {
        if (challenge.isEmpty() != method.isEmpty()) {
            throw AuthError.invalid("PKCE flow requires code_challenge_method and code_challenge");
        }
        if (challenge.isEmpty()) {
            return;
        }
        if (challenge.length() < SHORTEST || challenge.length() > LONGEST) {
            throw AuthError.invalid("code challenge has to be between 43 and 128 characters");
        }
        if (!challenge.matches("[a-zA-Z0-9._~-]+")) {
            throw AuthError.invalid("code challenge can only contain alphanumeric characters, hyphens, periods,"
                    + " underscores and tildes");
        }
    }

    static boolean pkce(Params params) {
        return !params.text("code_challenge").isEmpty();
    }

    static boolean knownMethod(String method) {
        String lower = method.toLowerCase(Locale.ROOT);
        return lower.equals("s256") || lower.equals("plain");
    }

    /** Begins a flow for a mail that is about to be sent; the newest of a user and kind counts. */
    void begin(User user, String method, Params params) {
        if (!knownMethod(params.text("code_challenge_method"))) {
            throw AuthError.panic("Unexpected failure, please check server logs for more information");
        }
        FlowState flow = newFlow(method, params.text("code_challenge"), params.text("code_challenge_method"));
        flow.user = user.id;
        core.state().flows.put(flow.id, flow);
    }

    FlowState newFlow(String method, String challenge, String challengeMethod) {
        return new FlowState(UUID.randomUUID(), UUID.randomUUID(), method, challenge, challengeMethod, core.stamp());
    }

    /** The code that a user who opened a link takes to the token endpoint. */
    String code(User user, String method) {
        FlowState newest = null;
        for (FlowState flow : core.state().flows.values()) {
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
        return core.state().flows.values().stream()
                .filter(flow -> flow.authCode.toString().equals(code))
                .findFirst()
                .orElseThrow(() ->
                        AuthError.of(404, "flow_state_not_found", "invalid flow state, no valid flow state found"));
    }

    boolean expired(FlowState flow) {
        @Nullable Instant start = flow.codeIssuedAt == null ? flow.createdAt : flow.codeIssuedAt;
        return Times.expired(start, core.settings().flowLife(), core.now());
    }
}
