package dev.plinth.testkit.internal.platform;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtKey;
import dev.plinth.testkit.internal.jwt.Jwts;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A project's keys. They are derived from its secret, so that they are the same after a restart. */
public record ProjectKeys(
        String jwtSecret, String anonKey, String serviceKey, String s3AccessKeyId, String s3SecretAccessKey) {
    private static final long ISSUED = 1_767_225_600L;
    private static final long EXPIRES = 2_082_758_400L;

    public static ProjectKeys of(String ref, String jwtSecret) {
        return new ProjectKeys(
                jwtSecret,
                legacyKey(ref, "anon", jwtSecret),
                legacyKey(ref, "service_role", jwtSecret),
                derived(jwtSecret, "s3-access-key-id:" + ref).substring(0, 32),
                derived(jwtSecret, "s3-secret-access-key:" + ref));
    }

    /** A key of the old kind, which all released clients accept: a long-lived token with a role. */
    private static String legacyKey(String ref, String role, String jwtSecret) {
        ObjectNode claims = Json.object("iss", "supabase", "ref", ref, "role", role, "iat", ISSUED, "exp", EXPIRES);
        return Jwts.sign(claims, JwtKey.ofSecret(jwtSecret), null, true);
    }

    static String derived(String secret, String purpose) {
        return HexFormat.of().formatHex(JwtKey.ofSecret(secret).sign(purpose.getBytes(StandardCharsets.UTF_8)));
    }

    @Override
    public String toString() {
        return "ProjectKeys[****]";
    }
}
