package dev.plinth.auth;

import static dev.plinth.auth.SignedTokens.RSA;
import static dev.plinth.auth.SignedTokens.SECRET;
import static dev.plinth.auth.SignedTokens.base64;
import static dev.plinth.auth.SignedTokens.claims;
import static dev.plinth.auth.SignedTokens.rsa;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.Secret;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Texts that are no tokens, or hardly. */
class StrangeTokensTest {

    private final KeyServer server = new KeyServer();
    private final MovingClock clock = new MovingClock();

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void throwsNothingButItsOwnForAnyText() {
        TokenVerifier verifier = TokenVerifier.builder()
                .secret(Secret.of(SECRET))
                .jwksFrom(server.connection)
                .clock(clock)
                .build();
        String good = claims(clock).withKeyId("rsa-1").sign(rsa(RSA));
        Random random = new Random(42);
        for (int i = 0; i < 20_000; i++) {
            String text = i % 3 == 0 ? garbage(random) : i % 3 == 1 ? mutated(good, random) : assembled(random);
            if (!text.equals(good)) {
                assertThatThrownBy(() -> verifier.verify(text))
                        .as("seed 42, round %s", i)
                        .isInstanceOf(TokenVerificationException.class)
                        .message()
                        .doesNotContain(text.length() < 20 ? "\0" : text);
            }
        }
    }

    private static String garbage(Random random) {
        StringBuilder text = new StringBuilder();
        int length = random.nextInt(60);
        for (int i = 0; i < length; i++) {
            text.append((char) (random.nextInt(10) == 0 ? '.' : random.nextInt(0x250)));
        }
        return text.toString();
    }

    private static String mutated(String token, Random random) {
        // Not in the last character, whose lowest bits mean nothing.
        int at = random.nextInt(token.length() - 2);
        char other = (char) ('!' + random.nextInt(90));
        return token.charAt(at) == other ? garbage(random) : token.substring(0, at) + other + token.substring(at + 1);
    }

    private static String assembled(Random random) {
        String[] heads = {
            "null",
            "{}",
            "[]",
            "1",
            "{\"alg\":null}",
            "{\"alg\":\"RS256\",\"kid\":7}",
            "{\"alg\":\"HS256\"}",
            "{\"alg\":{}}"
        };
        String[] bodies = {
            "null", "{}", "[]", "\"x\"", "{\"exp\":\"never\"}", "{\"exp\":1e400}", "{\"aud\":7}", "{\"exp\":-1}"
        };
        return base64(heads[random.nextInt(heads.length)]) + "." + base64(bodies[random.nextInt(bodies.length)]) + "."
                + base64(garbage(random));
    }
}
