package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.password.Scrypt;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** Firebase's password hash: scrypt makes a key, and the key enciphers the project's own. */
final class FirebaseScrypt {
    static final Pattern PATTERN = Pattern.compile(
            "\\$fbscrypt\\$v=1,n=(\\d+),r=(\\d+),p=(\\d+)(?:,ss=([^,$]+))?,sk=([^,$]+)\\$([^$]+)\\$(.+)");

    private FirebaseScrypt() {}

    static boolean matches(String password, String hash) {
        Matcher parts = PATTERN.matcher(hash);
        if (!parts.matches()) {
            return false;
        }
        try {
            byte[] expected = Base64.getDecoder().decode(parts.group(7));
            return MessageDigest.isEqual(expected, enciphered(password, parts));
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            return false;
        }
    }

    private static byte[] enciphered(String password, Matcher parts) throws GeneralSecurityException {
        byte[] salt = Base64.getDecoder().decode(parts.group(6));
        byte[] separator =
                parts.group(4) == null ? new byte[0] : Base64.getDecoder().decode(parts.group(4));
        byte[] salted = new byte[salt.length + separator.length];
        System.arraycopy(salt, 0, salted, 0, salt.length);
        System.arraycopy(separator, 0, salted, salt.length, separator.length);
        byte[] key = Scrypt.derive(
                password.getBytes(StandardCharsets.UTF_8),
                salted,
                1 << Integer.parseInt(parts.group(1)),
                Integer.parseInt(parts.group(2)),
                Integer.parseInt(parts.group(3)),
                32);
        Cipher cipher = Cipher.getInstance("AES/CTR/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, new SecretKeySpec(key, "AES"), new IvParameterSpec(new byte[16]));
        return cipher.doFinal(Base64.getDecoder().decode(parts.group(5)));
    }
}
