package dev.plinth.testkit.internal.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Outbox;
import dev.plinth.testkit.internal.config.Policies;
import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.Jwts;
import java.nio.file.Path;
import java.time.Duration;

/**
 * What the services of a project share. The platform has a context too, for the services of its port (its own sign-in,
 * the control plane), with the ref {@code platform}.
 *
 * @param ref the project's ref
 * @param name its name
 * @param url the origin of its port, without a slash at the end
 * @param keys its keys
 * @param s3AccessKeys the S3 access keys that were created in addition to its own
 * @param jwts signs and verifies its tokens
 * @param clock the platform's clock
 * @param settings its settings
 * @param outbox its mails and messages
 * @param policies the row-level rules
 * @param data its directory; deleted at the end unless {@code persistent}
 * @param persistent whether data is read at the start, and kept
 */
public record ProjectContext(
        String ref,
        String name,
        String url,
        ProjectKeys keys,
        S3AccessKeys s3AccessKeys,
        Jwts jwts,
        MovableClock clock,
        Settings settings,
        Outbox outbox,
        Policies policies,
        Path data,
        boolean persistent) {

    /** Signs an access token for a user, who does not have to exist. */
    public String userToken(String userId, String role, Duration lifetime) {
        return jwts.sign(userClaims(userId, role, lifetime));
    }

    ObjectNode userClaims(String userId, String role, Duration lifetime) {
        long now = clock.instant().getEpochSecond();
        long end = now + lifetime.toSeconds();
        return Json.object("aud", "authenticated", "exp", end, "iat", now, "sub", userId, "role", role);
    }
}
