package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageError;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What AWS's Signature Version 4 is made of. */
final class SigV4 {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String EMPTY_HASH = hash("");
    private static final String MAC = "HmacSHA256";

    private SigV4() {}

    /**
     * A signature that was found to be good.
     *
     * @param caller who signed
     * @param claim what was signed for
     * @param key the key it was signed with, which signs the body's chunks too
     */
    record Verified(Caller caller, Claim claim, Key key) {
        @Override
        public String toString() {
            return "Verified[" + claim.accessKey() + "]";
        }
    }

    /** The key that signatures of one day, region and service are made with. */
    static final class Key {
        private final byte[] key;

        Key(String secret, String day, String region, String service) {
            byte[] daily = hmac(utf8("AWS4" + secret), day);
            this.key = hmac(hmac(hmac(daily, region), service), "aws4_request");
        }

        /** The signature of a text, in hexadecimal. */
        String sign(String text) {
            return HexFormat.of().formatHex(hmac(key, text));
        }
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(sha256().digest(utf8(text)));
    }

    static MessageDigest sha256() {
        return Checksums.digest("SHA-256");
    }

    /** Compares in a time that tells nothing. */
    static boolean same(String a, String b) {
        return MessageDigest.isEqual(utf8(a), utf8(b));
    }

    private static byte[] hmac(byte[] key, String text) {
        try {
            Mac mac = Mac.getInstance(MAC);
            mac.init(new SecretKeySpec(key, MAC));
            return mac.doFinal(utf8(text));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JDK has " + MAC, e);
        }
    }

    private static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * What a request says of its own signature, before anything of it is believed.
     *
     * @param accessKey the access key's id
     * @param day the day that the key is for
     * @param region the region that the key is for
     * @param service the service that the key is for
     * @param signedHeaders the names of the headers that are signed
     * @param signature the signature, in hexadecimal
     * @param date when it was signed, as sent
     * @param contentHash what is said of the body
     * @param sessionToken the token that makes it a session, if any
     * @param policy the signed policy of a form, if it is one
     */
    record Claim(
            String accessKey,
            String day,
            String region,
            String service,
            List<String> signedHeaders,
            String signature,
            String date,
            String contentHash,
            @Nullable String sessionToken,
            @Nullable String policy) {

        private static final String UNSIGNED = "UNSIGNED-PAYLOAD";
        private static final String MALFORMED = "Invalid signature format";
        private static final DateTimeFormatter DATE = DateTimeFormatter.ofPattern("uuuuMMdd'T'HHmmss'Z'");
        private static final int CREDENTIAL_PARTS = 5;

        /** The claim in a header, or else in the query; none when there is neither. */
        static Optional<Claim> of(Exchange exchange, Instant now) {
            String header = exchange.header("authorization");
            if (header != null && header.startsWith(SigV4.ALGORITHM + " ")) {
                return Optional.of(ofHeader(header, exchange));
            }
            return exchange.query("X-Amz-Signature") == null ? Optional.empty() : Optional.of(ofQuery(exchange, now));
        }

        /** The claim in a form's fields, whose names must be spelled as here. */
        static Claim ofForm(Map<String, String> fields) {
            return of(
                    fields.get("X-Amz-Credential"),
                    "host",
                    fields.get("X-Amz-Signature"),
                    fields.get("X-Amz-Date"),
                    UNSIGNED,
                    fields.get("X-Amz-Security-Token"),
                    required(fields.get("Policy")));
        }

        /** What the key is for. */
        String scope() {
            return day + "/" + region + "/" + service + "/aws4_request";
        }

        private static Claim ofHeader(String header, Exchange exchange) {
            Map<String, String> parts = new HashMap<>();
            for (String part : header.substring(SigV4.ALGORITHM.length()).split(",", -1)) {
                int equals = part.indexOf('=');
                if (equals > 0) {
                    parts.put(
                            part.substring(0, equals).strip(),
                            part.substring(equals + 1).strip());
                }
            }
            return of(
                    parts.get("Credential"),
                    parts.get("SignedHeaders"),
                    parts.get("Signature"),
                    exchange.header("x-amz-date"),
                    exchange.header("x-amz-content-sha256"),
                    exchange.header("x-amz-security-token"),
                    null);
        }

        private static Claim ofQuery(Exchange exchange, Instant now) {
            String date = exchange.query("X-Amz-Date");
            String expires = exchange.query("X-Amz-Expires");
            if (expires != null) {
                checkExpiry(required(date), expires, now);
            }
            return of(
                    exchange.query("X-Amz-Credential"),
                    exchange.query("X-Amz-SignedHeaders"),
                    exchange.query("X-Amz-Signature"),
                    date,
                    exchange.query("X-Amz-Content-Sha256"),
                    exchange.query("X-Amz-Security-Token"),
                    null);
        }

        private static Claim of(
                @Nullable String credential,
                @Nullable String signedHeaders,
                @Nullable String signature,
                @Nullable String date,
                @Nullable String contentHash,
                @Nullable String sessionToken,
                @Nullable String policy) {
            List<String> parts = List.of(required(credential).split("/", -1));
            StorageError.INVALID_SIGNATURE.throwIf(parts.size() != CREDENTIAL_PARTS, "Invalid credentials");
            return new Claim(
                    parts.get(0),
                    parts.get(1),
                    parts.get(2),
                    parts.get(3),
                    List.of(required(signedHeaders).split(";", -1)),
                    required(signature),
                    required(date),
                    contentHash == null ? UNSIGNED : contentHash,
                    sessionToken,
                    policy);
        }

        private static String required(@Nullable String value) {
            if (value == null || value.isEmpty()) {
                throw StorageError.INVALID_SIGNATURE.with(MALFORMED);
            }
            return value;
        }

        private static void checkExpiry(String date, String seconds, Instant now) {
            Instant end;
            try {
                end = LocalDateTime.parse(date, DATE).toInstant(ZoneOffset.UTC).plusSeconds(Long.parseLong(seconds));
            } catch (DateTimeParseException | NumberFormatException e) {
                throw StorageError.INVALID_SIGNATURE.with("Invalid expiration");
            }
            StorageError.EXPIRED.throwIf(now.isAfter(end));
        }

        @Override
        public String toString() {
            return "Claim[" + accessKey + ", " + scope() + "]";
        }
    }
}
