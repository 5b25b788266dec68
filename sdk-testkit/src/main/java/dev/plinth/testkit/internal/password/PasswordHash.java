package dev.plinth.testkit.internal.password;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.PBEKeySpec;
import javax.crypto.spec.SecretKeySpec;

/** The hashes of passwords that the Auth server takes: bcrypt, Argon2, Firebase's scrypt, and a cheap one for tests. */
public final class PasswordHash {
    private static final int CHEAPEST_BCRYPT = 4;
    private static final String CHEAP = "$pbkdf2-sha256$";
    private static final Pattern BCRYPT = Pattern.compile("\\$2[abxy]?\\$\\d\\d\\$[./A-Za-z0-9]{53}");
    private static final Pattern ARGON2 = Pattern.compile("\\$argon2(i|d|id)\\$v=(16|19)\\$.+\\$.+\\$.+");
    private static final Pattern FIREBASE = Pattern.compile(
            "\\$fbscrypt\\$v=1,n=(\\d+),r=(\\d+),p=(\\d+)(?:,ss=([^,$]+))?,sk=([^,$]+)\\$([^$]+)\\$(.+)");

    private PasswordHash() {}

    /** bcrypt; below its least cost, PBKDF2 of one round, for tests that sign in thousands. */
    public static String of(String password, int cost, SecureRandom random) {
        if (cost >= CHEAPEST_BCRYPT) {
            return Bcrypt.hash(password, cost, random);
        }
        byte[] salt = new byte[16];
        random.nextBytes(salt);
        return CHEAP + HexFormat.of().formatHex(salt) + "$" + HexFormat.of().formatHex(pbkdf2(password, salt));
    }

    /** A hash that no password has. */
    public static String ofUnknown(SecureRandom random) {
        byte[] unknown = new byte[32];
        random.nextBytes(unknown);
        return CHEAP + "00$" + HexFormat.of().formatHex(unknown);
    }

    /** Whether an admin may give a hash in place of a password. */
    public static boolean accepts(String hash) {
        return BCRYPT.matcher(hash).matches()
                || ARGON2.matcher(hash).matches()
                || FIREBASE.matcher(hash).matches();
    }

    /** Whether a hash is well-formed and that of the password. */
    public static boolean matches(String password, String hash) {
        Matcher firebase = FIREBASE.matcher(hash);
        try {
            if (hash.startsWith(CHEAP)) {
                String[] parts = hash.split("\\$", -1);
                byte[] computed = pbkdf2(password, HexFormat.of().parseHex(parts[2]));
                return MessageDigest.isEqual(HexFormat.of().parseHex(parts[3]), computed);
            }
            if (firebase.matches()) {
                return MessageDigest.isEqual(decoded(firebase.group(7)), firebase(password, firebase));
            }
            return hash.startsWith("$argon2")
                    ? Argon2.matches(password, hash)
                    : BCRYPT.matcher(hash).matches() && Bcrypt.matches(password, hash);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    /** scrypt makes a key, and the key enciphers the project's own. */
    private static byte[] firebase(String password, Matcher hash) throws GeneralSecurityException {
        byte[] salt = decoded(hash.group(6));
        byte[] separator = hash.group(4) == null ? new byte[0] : decoded(hash.group(4));
        byte[] salted = Arrays.copyOf(salt, salt.length + separator.length);
        System.arraycopy(separator, 0, salted, salt.length, separator.length);
        int cost = 1 << Integer.parseInt(hash.group(1));
        byte[] key = Scrypt.derive(
                password.getBytes(StandardCharsets.UTF_8),
                salted,
                cost,
                Integer.parseInt(hash.group(2)),
                Integer.parseInt(hash.group(3)),
                32);
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

    private static byte[] decoded(String base64) {
        return Base64.getDecoder().decode(base64);
    }
}
