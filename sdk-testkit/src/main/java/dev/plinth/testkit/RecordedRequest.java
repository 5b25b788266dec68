package dev.plinth.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that the platform answered.
 *
 * @param project the ref of the project whose port it came to, or {@code platform}
 * @param method its method
 * @param target its path and query as sent, tokens and signatures masked
 * @param status what was answered; 0 when the connection was cut
 * @param at when it came, by the platform's clock
 * @param duration how long the work took
 * @param note what one should know of it: a call that the real server takes for another one, with data lost
 */
public record RecordedRequest(
        String project,
        String method,
        String target,
        int status,
        Instant at,
        Duration duration,
        Optional<String> note) {}
