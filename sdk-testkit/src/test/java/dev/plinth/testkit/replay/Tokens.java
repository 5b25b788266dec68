package dev.plinth.testkit.replay;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Base64;
import java.util.Map;
import java.util.regex.Pattern;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The tokens that recordings name by placeholders; signed by the test itself, so that a bug in ours would show. */
public final class Tokens {
    public static final String USER = "317eadce-631a-4429-a0bb-f19a7a517b4a";
    public static final String OTHER_USER = "4d56e902-f0a0-4662-8448-a4d9e643c142";

    private static final Pattern PLACEHOLDER = Pattern.compile("<([A-Z0-9]+)_JWT>");
    private static final String FAR = "\"exp\":2000000000";

    private final Map<String, String> tokens;

    public Tokens(String secret) {
        this.tokens = Map.of(
                "SERVICE", sign("{\"role\":\"service_role\"," + FAR + "}", secret),
                "ANON", sign("{\"iss\":\"supabase-demo\",\"role\":\"anon\"," + FAR + "}", secret),
                "AUTH", sign(user(USER, FAR), secret),
                "AUTH2", sign(user(OTHER_USER, FAR), secret),
                "EXPIRED", sign(user(USER, "\"exp\":1600000000"), secret),
                "BADSIG", sign("{\"role\":\"service_role\"," + FAR + "}", "x".repeat(40)),
                "NOROLE", sign("{\"sub\":\"" + USER + "\"," + FAR + "}", secret));
    }

    public String get(String name) {
        return tokens.get(name);
    }

    String fill(String text) {
        return PLACEHOLDER.matcher(text).replaceAll(match -> tokens.get(match.group(1)));
    }

    /** Signs claims with HS256. */
    public static String sign(String claims, String secret) {
        String input = base64("{\"alg\":\"HS256\",\"typ\":\"JWT\"}".getBytes(StandardCharsets.UTF_8)) + "."
                + base64(claims.getBytes(StandardCharsets.UTF_8));
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
            return input + "." + base64(mac.doFinal(input.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(e);
        }
    }

    private static String user(String id, String expiry) {
        return "{\"aud\":\"authenticated\",\"sub\":\"" + id + "\",\"role\":\"authenticated\"," + expiry + "}";
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
