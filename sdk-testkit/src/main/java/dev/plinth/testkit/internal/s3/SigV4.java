package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.data.Digests;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.storage.Access.Authenticator;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageSettings;
import java.net.URI;
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
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures. An access key acts as the service role. A session token names its own user; such requests are
 * signed with the project's ref and its public API key.
 */
record SigV4(ProjectContext context) {
    static final String ALGORITHM = "AWS4-HMAC-SHA256";
    static final String EMPTY_HASH = hash("");
    private static final String MAC = "HmacSHA256";

    /** The regions for which clients sign that do not know the server's. */
    private static final Set<String> ANY_REGION = Set.of("us-east-1", "auto", "");

    /** Verifies the claim in the header or the query; if there is none, that of the form. */
    Verified verify(Exchange exchange, Supplier<Claim> form) {
        Claim claim = Claim.of(exchange, context.clock().instant()).orElseGet(form);
        String token = claim.sessionToken();
        Caller caller = token == null ? Caller.SERVICE : caller(token);
        String secret =
                token == null ? secret(claim.accessKey()) : context.keys().anonKey();
        boolean enforcesRegion = context.settings().get(S3Settings.S3_PROTOCOL_ENFORCE_REGION);
        denyIf(token != null && !claim.accessKey().equals(context.ref()), "Invalid Access Key");
        denyIf(enforcesRegion && !claim.region().equals(region()), "Invalid Region");
        denyIf(!claim.service().equals("s3"), "Invalid Service");
        UnaryOperator<String> key = key(secret, claim.day(), regionToSignFor(claim), claim.service());
        StorageError mismatch = token == null ? StorageError.SIGNATURE_MISMATCH : StorageError.SESSION_MISMATCH;
        mismatch.throwIf(!same(key.apply(textToSign(exchange, claim)), claim.signature()));
        return new Verified(caller, claim, key);
    }

    private Caller caller(String token) {
        try {
            return Authenticator.callerOf(context.jwts().verify(token));
        } catch (JwtException e) {
            throw StorageError.ACCESS_DENIED.with(String.valueOf(e.getMessage()));
        }
    }

    private String secret(String accessKey) {
        return accessKey.equals(context.keys().s3AccessKeyId())
                ? context.keys().s3SecretAccessKey()
                : context.s3AccessKeys()
                        .secret(accessKey)
                        .orElseThrow(() -> StorageError.ACCESS_DENIED.with("Invalid Access Key"));
    }

    private static void denyIf(boolean denied, String message) {
        StorageError.ACCESS_DENIED.throwIf(denied, message);
    }

    /** Another region is replaced by the server's own, so that the signature does not match. */
    private String regionToSignFor(Claim claim) {
        return ANY_REGION.contains(claim.region()) ? claim.region() : region();
    }

    private String textToSign(Exchange exchange, Claim claim) {
        if (claim.policy() != null) {
            return claim.policy();
        }
        String request = new CanonicalRequest(exchange, context.settings()).text(claim);
        return ALGORITHM + "\n" + claim.date() + "\n" + claim.scope() + "\n" + hash(request);
    }

    private String region() {
        return context.settings().get(StorageSettings.STORAGE_S3_REGION);
    }

    /** The text that is signed: the request as it was sent. */
    record CanonicalRequest(Exchange exchange, Settings settings) {
        /** The headers that the server does not include in a signature, even if a client has signed them. */
        private static final Set<String> UNSIGNABLE =
                Set.of(("authorization connection expect from keep-alive max-forwards pragma referer te trailer"
                                + " transfer-encoding upgrade user-agent x-amzn-trace-id")
                        .split(" ", -1));

        private static final String MOUNT = "/s3";
        private static final String SIGNATURE = "X-Amz-Signature";

        String text(Claim claim) {
            String headers = claim.signedHeaders().stream()
                    .map(name -> name.toLowerCase(Locale.ROOT))
                    .filter(name -> !UNSIGNABLE.contains(name))
                    .map(name -> name + ":" + header(name) + "\n")
                    .collect(Collectors.joining());
            String names = String.join(";", claim.signedHeaders());
            return String.join("\n", exchange.method(), path(), query(), headers, names, claim.contentHash());
        }

        /** The path in the client's URL, with the prefix that a gateway strips. */
        private String path() {
            String forwarded = settings.get(S3Settings.REQUEST_ALLOW_X_FORWARDED_PATH)
                    ? exchange.header("x-forwarded-prefix")
                    : null;
            String prefix = forwarded == null ? settings.get(S3Settings.S3_PROTOCOL_PREFIX) : forwarded;
            return prefix + MOUNT + exchange.path();
        }

        private String query() {
            return exchange.queries().entrySet().stream()
                    .filter(parameter -> !parameter.getKey().equals(SIGNATURE))
                    .flatMap(parameter -> parameter.getValue().stream()
                            .map(value -> Percent.encode(parameter.getKey()) + "=" + Percent.encode(value)))
                    .sorted()
                    .collect(Collectors.joining("&"));
        }

        private String header(String name) {
            if (name.equals("host")) {
                return host();
            }
            return exchange.headers().stream()
                    .filter(header -> header.getKey().equalsIgnoreCase(name))
                    .map(header -> header.getValue().strip().replaceAll(" +", " "))
                    .collect(Collectors.joining(","));
        }

        private String host() {
            String url = settings.get(S3Settings.STORAGE_PUBLIC_URL);
            return url.isEmpty()
                    ? exchange.publicHost()
                    : String.valueOf(URI.create(url).getAuthority());
        }
    }

    /**
     * A valid signature.
     *
     * @param caller who signed
     * @param claim the signed claim
     * @param key signs the request and the chunks of its body
     */
    record Verified(Caller caller, Claim claim, UnaryOperator<String> key) {
        @Override
        public String toString() {
            return "Verified[" + claim.accessKey() + "]";
        }
    }

    /** The key of one day, region and service, which signs texts in hexadecimal. */
    private static UnaryOperator<String> key(String secret, String day, String region, String service) {
        byte[] daily = hmac(utf8("AWS4" + secret), day);
        byte[] key = hmac(hmac(hmac(daily, region), service), "aws4_request");
        return text -> HexFormat.of().formatHex(hmac(key, text));
    }

    static String hash(String text) {
        return HexFormat.of().formatHex(Digests.of("SHA-256").digest(utf8(text)));
    }

    /** Compares in constant time. */
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
     * A request's claim about its signature, not yet verified.
     *
     * @param accessKey the access key's id
     * @param day the day for which the key is valid
     * @param region the region for which the key is valid
     * @param service the service for which the key is valid
     * @param signedHeaders the names of the signed headers
     * @param signature the signature, in hexadecimal
     * @param date the time of the signature, as sent
     * @param contentHash the hash of the body, or a keyword instead of it
     * @param sessionToken the token of a session, if there is one
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

        /** The claim in the header, else in the query; empty if there is neither. */
        static Optional<Claim> of(Exchange exchange, Instant now) {
            String header = exchange.headerOr("authorization", "");
            Map<String, String> words = new HashMap<>();
            if (header.startsWith(ALGORITHM + " ")) {
                for (String part : header.substring(ALGORITHM.length()).split(",", -1)) {
                    String[] pair = part.split("=", 2);
                    words.put("X-Amz-" + pair[0].strip(), pair[pair.length - 1].strip());
                }
                for (String name : List.of("X-Amz-Date", "X-Amz-Content-Sha256", "X-Amz-Security-Token")) {
                    words.put(name, exchange.headerOr(name, ""));
                }
            } else {
                exchange.queries().forEach((name, values) -> words.put(name, values.get(0)));
                if (!words.containsKey("X-Amz-Signature")) {
                    return Optional.empty();
                }
                if (words.containsKey("X-Amz-Expires")) {
                    checkExpiry(required(words, "X-Amz-Date"), words.getOrDefault("X-Amz-Expires", ""), now);
                }
            }
            return Optional.of(of(words, null));
        }

        /** The claim in a form's fields; their names are case-sensitive. */
        static Claim ofForm(Map<String, String> fields) {
            Map<String, String> words = new HashMap<>(fields);
            words.put("X-Amz-SignedHeaders", "host");
            words.remove("X-Amz-Content-Sha256");
            return of(words, required(fields, "Policy"));
        }

        /** The scope of the key. */
        String scope() {
            return day + "/" + region + "/" + service + "/aws4_request";
        }

        private static Claim of(Map<String, String> words, @Nullable String policy) {
            List<String> parts = List.of(required(words, "X-Amz-Credential").split("/", -1));
            StorageError.INVALID_SIGNATURE.throwIf(parts.size() != CREDENTIAL_PARTS, "Invalid credentials");
            String hash = words.getOrDefault("X-Amz-Content-Sha256", "");
            String token = words.getOrDefault("X-Amz-Security-Token", "");
            return new Claim(
                    parts.get(0),
                    parts.get(1),
                    parts.get(2),
                    parts.get(3),
                    List.of(required(words, "X-Amz-SignedHeaders").split(";", -1)),
                    required(words, "X-Amz-Signature"),
                    required(words, "X-Amz-Date"),
                    hash.isEmpty() ? UNSIGNED : hash,
                    token.isEmpty() ? null : token,
                    policy);
        }

        private static String required(Map<String, String> words, String name) {
            String value = words.getOrDefault(name, "");
            StorageError.INVALID_SIGNATURE.throwIf(value.isEmpty(), MALFORMED);
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
