package dev.plinth.testkit.internal.password;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.InputStream;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Known answers, of the RFCs and of other implementations. */
class PasswordHashesTest {
    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "U*U $2a$05$CCCCCCCCCCCCCCCCCCCCC.E5YPO9kmyuRGyh0XouQYb4YMJKvyOeW",
                "cXGpk/!^1BycGa& $2a$05$gHCbEPwvD9qXttoAquQ2ueYAmqMJCevhGHcySut701ejG6j8KQ/E.",
                "'' $2a$06$DCq7YPn5Rq63x1Lad4cll.TV4S6ytwfsfvkgY8jIucDrjc8deX1s."
            })
    void bcryptMatchesOtherImplementations(String password, String hash) {
        assertThat(Bcrypt.matches(password, hash)).isTrue();
        assertThat(Bcrypt.matches(password + "x", hash)).isFalse();
    }

    @Test
    void bcryptHashesTheBytesOfUtf8() {
        assertThat(Bcrypt.matches("é日", "$2b$04$abcdefghijklmnopqrstuu3yWXDSFDtgQnnxiqR.9I/DU/6kuEjGa"))
                .isTrue();
    }

    @Test
    void bcryptUsesNoMoreThan72Bytes() {
        String hash = Bcrypt.hash("x".repeat(72), 4, new SecureRandom());

        assertThat(Bcrypt.matches("x".repeat(80), hash)).isTrue();
        assertThat(Bcrypt.matches("x".repeat(71), hash)).isFalse();
    }

    @Test
    void bcryptSaltsEachHash() {
        SecureRandom random = new SecureRandom();

        assertThat(Bcrypt.hash("a", 4, random))
                .startsWith("$2a$04$")
                .hasSize(60)
                .isNotEqualTo(Bcrypt.hash("a", 4, random));
    }

    @Test
    void blowfishBeginsWithTheDigitsOfPi() throws Exception {
        int bits = 8 * 4 * (18 + 4 * 256);
        BigInteger one = BigInteger.ONE.shiftLeft(bits + 64);
        BigInteger pi = arctan(5, one).shiftLeft(2).subtract(arctan(239, one)).shiftLeft(2);
        byte[] digits =
                pi.subtract(one.multiply(BigInteger.valueOf(3))).shiftRight(64).toByteArray();
        try (InputStream in = Bcrypt.class.getResourceAsStream("pi.bin")) {
            assertThat(in.readAllBytes()).isEqualTo(digits);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', '', 16, 1, 1, 77d6576238657b203b19ca42c18a0497f16b4844e3074ae8dfdffa3fede21442"
                + "fcd0069ded0948f8326a753a0fc81f17e8d3e0fb2e0d3628cf35e20c38d18906",
        "password, NaCl, 1024, 8, 16, fdbabe1c9d3472007856e7190d01e9fe7c6ad7cbc8237830e77376634b373162"
                + "2eaf30d92e22a3886ff109279d9830dac727afb94a83ee6d8360cbdfa2cc0640",
        "pleaseletmein, SodiumChloride, 16384, 8, 1, 7023bdcb3afd7348461c06cd81fd38ebfda8fbba904f8e3ea9b543f6545da1f2"
                + "d5432955613f0fcf62d49705242a9af9e61e85dc0d651e40dfcf017b45575887"
    })
    void scryptHasTheAnswersOfItsRfc(String password, String salt, int n, int r, int p, String expected)
            throws Exception {
        byte[] key = Scrypt.derive(
                password.getBytes(StandardCharsets.UTF_8), salt.getBytes(StandardCharsets.UTF_8), n, r, p, 64);

        assertThat(HexFormat.of().formatHex(key)).isEqualTo(expected);
    }

    @Test
    void blake2bHasTheAnswerOfItsRfc() {
        assertThat(HexFormat.of().formatHex(Blake2b.hash(64, "abc".getBytes(StandardCharsets.UTF_8))))
                .isEqualTo("ba80a53f981c4d0d6a2797b69f12f6e94c212f14685ac4b74b12bb6fdbffa2d1"
                        + "7d87c5392aab792dc252d5de4533cc9518d38aa8dbf1925ab92386edd4009923");
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
        assertThat(Argon2.matches("cXGpk/!^1BycGa&", hash)).isTrue();
        assertThat(Argon2.matches("cXGpk/!^1BycGa", hash)).isFalse();
    }

    private static BigInteger arctan(int inverse, BigInteger one) {
        BigInteger square = BigInteger.valueOf((long) inverse * inverse);
        BigInteger term = one.divide(BigInteger.valueOf(inverse));
        BigInteger sum = term;
        for (int i = 3; term.signum() != 0; i += 2) {
            term = term.divide(square).negate();
            sum = sum.add(term.divide(BigInteger.valueOf(i)));
        }
        return sum;
    }
}
