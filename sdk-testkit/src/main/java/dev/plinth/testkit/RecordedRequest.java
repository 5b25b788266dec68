package dev.plinth.testkit;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * A request that the platform received.
 *
 * @param project the ref of the project whose port received it, or {@code platform}
 * @param method the HTTP method
 * @param target the path and query as sent, with tokens and signatures masked
 * @param status the status of the response; 0 if the socket was closed without one
 * @param at when it was received, by the platform's clock
 * @param duration how long it was processed
 * @param note a warning, if there is one: the real server confuses this request with another, and data is lost
 */
public record RecordedRequest(
        String project,
        String method,
        String target,
        int status,
        Instant at,
        Duration duration,
        Optional<String> note) {}
