package dev.plinth.testkit.internal.auth.token;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;
import org.bouncycastle.crypto.generators.SCrypt;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.bouncycastle.util.Arrays;

/** The password hashes that the Auth server accepts: bcrypt, Argon2, Firebase's scrypt, and a cheap one for tests. */
public final class PasswordHash {
    private static final int CHEAPEST_BCRYPT = 4;
    private static final String CHEAP_FORM = "$pbkdf2-sha256$%s$%s";
    private static final Pattern CHEAP = Pattern.compile("\\$pbkdf2-sha256\\$([0-9a-f]+)\\$([0-9a-f]+)");
    private static final Pattern BCRYPT = Pattern.compile("\\$2([abxy]?)(\\$\\d\\d\\$[./A-Za-z0-9]{53})");
    private static final Pattern ARGON2 = Pattern.compile(
            "\\$argon2(id|i|d)\\$v=(16|19)\\$m=(\\d{1,8}),t=(\\d{1,6}),p=(\\d{1,3})(?:,[^$]*)?\\$([^$]+)\\$([^$]+)");
    private static final Pattern FIREBASE = Pattern.compile(
            "\\$fbscrypt\\$v=1,n=(\\d+),r=(\\d+),p=(\\d+)(?:,ss=([^,$]+))?,sk=([^,$]+)\\$([^$]+)\\$(.+)");

    /** The types of Argon2, by the numbers that the library has for them. */
    private static final List<String> ARGON2_TYPES = List.of("d", "i", "id");

    private PasswordHash() {}

    /** Hashes with bcrypt; below its lowest cost with one round of PBKDF2, for tests that sign in thousands of times. */
    public static String of(String password, int cost, SecureRandom random) {
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return cost >= CHEAPEST_BCRYPT
                ? OpenBSDBCrypt.generate("2a", bytes(password), salt, cost)
                : CHEAP_FORM.formatted(
                        HexFormat.of().formatHex(salt), HexFormat.of().formatHex(pbkdf2(password, salt)));
    }

    /** Returns a hash that no password has. */
    public static String ofUnknown(SecureRandom random) {
        byte[] unknown = new byte[32];
        random.nextBytes(unknown);
        return CHEAP_FORM.formatted("00", HexFormat.of().formatHex(unknown));
    }

    /** Whether an admin may set this hash in place of a password. */
    public static boolean accepts(String hash) {
        return BCRYPT.matcher(hash).matches()
                || ARGON2.matcher(hash).matches()
                || FIREBASE.matcher(hash).matches();
    }

    /** Whether a hash is well-formed and that of the password. */
    public static boolean matches(String password, String hash) {
        try {
            Matcher parts = BCRYPT.matcher(hash);
            if (parts.matches()) {
                String version = parts.group(1).isEmpty() ? "a" : parts.group(1);
                return OpenBSDBCrypt.checkPassword("$2" + version + parts.group(2), bytes(password));
            }
            if (parts.usePattern(ARGON2).matches()) {
                byte[] expected = decoded(parts.group(7));
                return MessageDigest.isEqual(expected, argon2(password, parts, expected.length));
            }
            if (parts.usePattern(FIREBASE).matches()) {
                return MessageDigest.isEqual(decoded(parts.group(7)), firebase(password, parts));
            }
            return parts.usePattern(CHEAP).matches()
                    && MessageDigest.isEqual(
                            HexFormat.of().parseHex(parts.group(2)),
                            pbkdf2(password, HexFormat.of().parseHex(parts.group(1))));
        } catch (GeneralSecurityException | IllegalArgumentException | IllegalStateException e) {
            return false;
        }
    }

    private static byte[] argon2(String password, Matcher hash, int length) {
        Argon2BytesGenerator generator = new Argon2BytesGenerator();
        generator.init(new Argon2Parameters.Builder(ARGON2_TYPES.indexOf(hash.group(1)))
                .withVersion(Integer.parseInt(hash.group(2)))
                .withMemoryAsKB(Integer.parseInt(hash.group(3)))
                .withIterations(Integer.parseInt(hash.group(4)))
                .withParallelism(Integer.parseInt(hash.group(5)))
                .withSalt(decoded(hash.group(6)))
                .build());
        byte[] computed = new byte[length];
        generator.generateBytes(bytes(password), computed);
        return computed;
    }

    /** Firebase derives a key with scrypt, and encrypts the project's own key with it. */
    private static byte[] firebase(String password, Matcher hash) throws GeneralSecurityException {
        byte[] separator = hash.group(4) == null ? new byte[0] : decoded(hash.group(4));
        byte[] salt = Arrays.concatenate(decoded(hash.group(6)), separator);
        int cost = 1 << Integer.parseInt(hash.group(1));
        int blockSize = Integer.parseInt(hash.group(2));
        byte[] key = SCrypt.generate(bytes(password), salt, cost, blockSize, Integer.parseInt(hash.group(3)), 32);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        return cipher.doFinal(decoded(hash.group(5)));
    }

    private static byte[] pbkdf2(String password, byte[] salt) {
        try {
            char[] text = password.isEmpty() ? new char[] {0} : password.toCharArray();
            return SecretKeyFactory.getInstance("PBKDF2WithHmacSHA256")
                    .generateSecret(new PBEKeySpec(text, salt, 1, 256))
                    .getEncoded();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has PBKDF2", e);
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
