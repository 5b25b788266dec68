package dev.plinth.benchmarks;

import com.auth0.jwt.JWT;
import com.auth0.jwt.JWTVerifier;
import com.auth0.jwt.algorithms.Algorithm;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.core.Secret;
import java.time.Duration;
import java.time.Instant;
import java.util.List;

/** Verifies one token over and over. */
final class Verifying implements Client {

    private static final String SECRET = "a-secret-of-the-benchmark-with-32-characters-or-more";

    private final Runnable verification;

    private Verifying(Runnable verification) {
        this.verification = verification;
    }

    static Verifying plinth() {
        String token = token();
        TokenVerifier verifier =
                TokenVerifier.builder().secret(Secret.of(SECRET)).build();
        return new Verifying(() -> {
            Object ignored = verifier.verify(token);
        });
    }

    static Verifying javaJwt() {
        String token = token();
        JWTVerifier verifier = JWT.require(Algorithm.HMAC256(SECRET))
                .withAudience("authenticated")
                .acceptLeeway(30)
                .build();
        return new Verifying(() -> {
            Object ignored = verifier.verify(token);
        });
    }

    /** Returns a token with the claims of a user's session. */
    private static String token() {
        Instant now = Instant.now();
        return JWT.create()
                .withIssuer("http://localhost/auth/v1")
                .withSubject("11111111-2222-4333-8444-555555555555")
                .withAudience("authenticated")
                .withIssuedAt(now)
                .withExpiresAt(now.plus(Duration.ofHours(1)))
                .withClaim("role", "authenticated")
                .withClaim("email", "ada@example.com")
                .withClaim("session_id", "11111111-2222-4333-8444-666666666666")
                .withClaim("is_anonymous", false)
                .withClaim("aal", "aal1")
                .withClaim("amr", List.of("password"))
                .sign(Algorithm.HMAC256(SECRET));
    }

    @Override
    public void verifyToken() {
        verification.run();
    }

    @Override
    public void close() {}
}
