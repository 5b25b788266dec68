package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;

import com.auth0.jwt.JWT;
import com.auth0.jwt.algorithms.Algorithm;
import com.auth0.jwt.interfaces.JWTVerifier;
import dev.plinth.core.Secret;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What our checks cost on top of java-jwt. Both are measured in turn, and the best of each counts. */
@Tag("heavy")
class VerifierSpeedTest {

    private static final String SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";
    private static final int ROUNDS = 7;

    @Test
    void isNearlyAsFastAsTheLibraryAlone() {
        Algorithm key = Algorithm.HMAC256(SECRET);
        String token = JWT.create()
                .withSubject(Answers.USER_ID)
                .withAudience("authenticated")
                .withClaim("role", "authenticated")
                .withClaim("session_id", Answers.SESSION_ID)
                .withClaim("amr", List.of(Map.of("method", "password", "timestamp", 1)))
                .withClaim("user_metadata", Map.of("name", "Ada", "email", "ada@example.com"))
                .withIssuedAt(Date.from(Instant.now()))
                .withExpiresAt(Date.from(Instant.now().plusSeconds(3600)))
                .sign(key);
        JWTVerifier bare = JWT.require(key).withAudience("authenticated").build();
        TokenVerifier ours = TokenVerifier.builder()
                .secret(Secret.of(SECRET))
                .audience("authenticated")
                .build();
        double bestBare = 0;
        double bestOurs = 0;
        for (int round = 0; round < ROUNDS; round++) {
            bestBare = Math.max(bestBare, perSecond(() -> bare.verify(token)));
            bestOurs = Math.max(bestOurs, perSecond(() -> ours.verify(token)));
        }
        System.out.printf(
                "verifications a second: java-jwt %,.0f, ours %,.0f, ratio %.2f%n",
                bestBare, bestOurs, bestOurs / bestBare);
        assertThat(bestOurs / bestBare).isGreaterThan(0.9);
    }

    /** By the processor's time of this thread: what else the machine does is not counted. */
    private static double perSecond(Runnable work) {
        ThreadMXBean threads = ManagementFactory.getThreadMXBean();
        long began = threads.getCurrentThreadCpuTime();
        long now = began;
        long done = 0;
        while (now - began < TimeUnit.SECONDS.toNanos(1)) {
            for (int i = 0; i < 100; i++) {
                work.run();
            }
            done += 100;
            now = threads.getCurrentThreadCpuTime();
        }
        return done * 1e9 / (now - began);
    }
}
