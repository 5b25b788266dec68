package dev.plinth.testkit.internal.auth.token;

import static org.assertj.core.api.Assertions.assertThat;

import java.security.SecureRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Known hashes, of other implementations. */
class PasswordHashTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "cXGpk/!^1BycGa& $2a$05$gHCbEPwvD9qXttoAquQ2ueYAmqMJCevhGHcySut701ejG6j8KQ/E.",
                "'' $2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."
            })
    void bcryptMatchesOtherImplementations(String password, String hash) {
        assertThat(PasswordHash.matches(password, hash)).isTrue();
        assertThat(PasswordHash.matches(password + "x", hash)).isFalse();
    }

    @Test
    void bcryptHashesTheBytesOfUtf8() {
        assertThat(PasswordHash.matches("é日", "$2b$04$abcdefghijklmnopqrstuu3yWXDSFDtgQnnxiqR.9I/DU/6kuEjGa"))
                .isTrue();
    }

    @Test
    void bcryptUsesNoMoreThan72Bytes() {
        String hash = PasswordHash.of("x".repeat(72), 4, new SecureRandom());

        assertThat(PasswordHash.matches("x".repeat(80), hash)).isTrue();
        assertThat(PasswordHash.matches("x".repeat(71), hash)).isFalse();
    }

    @Test
    void bcryptSaltsEachHash() {
        SecureRandom random = new SecureRandom();

        assertThat(PasswordHash.of("a", 4, random))
                .startsWith("$2a$04$")
                .hasSize(60)
                .isNotEqualTo(PasswordHash.of("a", 4, random));
    }

    @Test
    void bcryptWithoutALetterInItsVersionIsTheSame() {
        assertThat(PasswordHash.matches("U*U", "$2$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW"))
                .isTrue();
    }

    /** The example of Firebase's own documentation. */
    @ParameterizedTest
    @CsvSource({"user1password, true", "user1passwore, false"})
    void scryptMatchesFirebase(String password, boolean matches) {
        String hash = "$fbscrypt$v=1,n=14,r=8,p=1,ss=Bw==,"
                + "sk=jxspr8Ki0RYycVU8zykbdLGjFQ3McFUH0uiiTvC8pVMXAn210wjLNmdZJzxUECKbm0QsEmYUSDzZvpjeJ9WmXA=="
                + "$42xEC+ixf3L2lw==$lSrfV15cpx95/sZS2W9c9Kp6i/LVgQNDNC/qzrCnh1SAyZvqmZqAjTdn3aoItz+VHjoZilo78198JAdRuid5lQ==";

        assertThat(PasswordHash.accepts(hash)).isTrue();
        assertThat(PasswordHash.matches(password, hash)).isEqualTo(matches);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "$2a$03$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "$argon2id$v=19$m=1,t=0,p=0$c29tZXNhbHQx$ALPh5gj4JW5QJp6o",
                "$pbkdf2-sha256$00"
            })
    void malformedHashesMatchNoPassword(String hash) {
        assertThat(PasswordHash.matches("U*U", hash)).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "$argon2d$v=16$m=72,t=2,p=2$c29tZXNhbHQx$g7X/VK+nkytIkkw6cLU7+LpwxVNHhcuhmchZajo/"
                        + "aULi7z+0fo17Uj8yL11zwM0L7I/wizllsW4BiGZQ2I5WrVdaVHws4cg",
                "$argon2d$v=19$m=472,t=1,p=1$c29tZXNhbHQx$a39HP+Pz0Jrwy+tvP4KlWJnAShb1yTJmuHsSVHPXxJTMEXcLGyr5"
                        + "DvkK6XM2UvzI3dxYyZxtjwxRIC7hzP8qaf2ujxlE0K64BA0gQUNAzV+4tJny65TUOA",
                "$argon2i$v=16$m=256,t=1,p=3$c29tZXNhbHQx$LwCMhqvcMdJc9iPapoa8gQolupnh2cpR",
                "$argon2i$v=19$m=344,t=3,p=1$c29tZXNhbHQx$Bl4nJVvtgcys3LU/q+gpdXwmbYGG",
                "$argon2id$v=16$m=240,t=3,p=3$c29tZXNhbHQx$U9LlfzNkE6U61KVfls+5YwDxQFrLOGl6Zo+O1Pj4nE63VUGGyxtSu"
                        + "+i8MuWSMJC/ytkgh5+8pw",
                "$argon2id$v=19$m=248,t=1,p=1$c29tZXNhbHQx$ALPh5gj4JW5QJp6oTWPi/ndIuwqvt9eEseYzVya568p6dJIiHMO"
                        + "wdZJPCQMUFUWxE5aoErOJpJDOP4scimJ9go0ZHFIzaw"
            })
    void argon2MatchesAnotherImplementation(String hash) {
        assertThat(PasswordHash.matches("cXGpk/!^1BycGa&", hash)).isTrue();
        assertThat(PasswordHash.matches("cXGpk/!^1BycGa", hash)).isFalse();
    }
}
