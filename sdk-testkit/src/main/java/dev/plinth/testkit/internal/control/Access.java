package dev.plinth.testkit.internal.control;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Profile;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.platform.ProjectContext;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Optional;
import java.util.Set;

/** Who may use the control plane: a signed-in user of the platform, or whoever knows the dashboard's password. */
record Access(ProjectContext platform, Profile profile) {
    private static final Set<String> PROJECT_KEYS = Set.of("anon", "service_role");

    /** The answer to a caller who may not; empty for one who may. */
    Optional<Reply> refusal(Exchange exchange) {
        String user = platform.settings().get(ControlSettings.DASHBOARD_USERNAME);
        if (!user.isEmpty()) {
            return basic(exchange, user) ? Optional.empty() : Optional.of(challenge());
        }
        return profile == Profile.STUDIO || bearer(exchange) ? Optional.empty() : Optional.of(unauthorized());
    }

    private boolean basic(Exchange exchange, String user) {
        String password = platform.settings().get(ControlSettings.DASHBOARD_PASSWORD);
        byte[] pair = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        String expected = "Basic " + Base64.getEncoder().encodeToString(pair);
        String given = exchange.header("authorization");
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    private boolean bearer(Exchange exchange) {
        String header = exchange.header("authorization");
        if (header == null || !header.regionMatches(true, 0, "Bearer ", 0, 7)) {
            return false;
        }
        try {
            ObjectNode claims = platform.jwts().verify(header.substring(7).trim());
            return claims.path("sub").isTextual()
                    && !PROJECT_KEYS.contains(claims.path("role").asText());
        } catch (JwtException e) {
            return false;
        }
    }

    private static Reply unauthorized() {
        return Reply.json(
                401,
                Json.object()
                        .put("code", "unauthorized")
                        .put("error", "unauthorized")
                        .put("message", "Missing or invalid authentication credentials"));
    }

    private static Reply challenge() {
        return Reply.json(401, Json.object("message", "Unauthorized"))
                .header("www-authenticate", "Basic realm=\"service\"");
    }
}
