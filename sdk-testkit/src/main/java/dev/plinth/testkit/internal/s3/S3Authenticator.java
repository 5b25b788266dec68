package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.s3.SigV4.Claim;
import dev.plinth.testkit.internal.storage.Access.Authenticator;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageSettings;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Finds out who signed. An access key acts as the service role; a session's token says itself who acts, and is signed
 * with the project's ref and its public key.
 */
record S3Authenticator(ProjectContext context) {
    /** What clients sign for that cannot know a region. */
    private static final Set<String> ANY_REGION = Set.of("us-east-1", "auto", "");

    /** Who can have signed, and what with. */
    private record Signer(Caller caller, String accessKey, String secret) {
        @Override
        public String toString() {
            return "Signer[" + accessKey + "]";
        }
    }

    /** Verifies a claim in the header or the query; where there is none, one in a form, if it is a form. */
    SigV4.Verified verify(Exchange exchange, Supplier<Claim> form) {
        Claim claim = Claim.of(exchange, context.clock().instant()).orElseGet(form);
        Signer signer = signer(claim);
        checkCredential(claim, signer);
        SigV4.Key key = new SigV4.Key(signer.secret(), claim.day(), regionToSignFor(claim), claim.service());
        if (!SigV4.same(key.sign(textToSign(exchange, claim)), claim.signature())) {
            throw claim.sessionToken() == null
                    ? StorageError.SIGNATURE_MISMATCH.get()
                    : StorageError.SESSION_MISMATCH.get();
        }
        return new SigV4.Verified(signer.caller(), claim, key);
    }

    private Signer signer(Claim claim) {
        String token = claim.sessionToken();
        if (token != null) {
            return new Signer(callerOf(token), context.ref(), context.keys().anonKey());
        }
        String own = context.keys().s3AccessKeyId();
        if (claim.accessKey().equals(own)) {
            return new Signer(Caller.SERVICE, own, context.keys().s3SecretAccessKey());
        }
        return context.s3AccessKeys()
                .secret(claim.accessKey())
                .map(secret -> new Signer(Caller.SERVICE, claim.accessKey(), secret))
                .orElseThrow(() -> StorageError.ACCESS_DENIED.with("Invalid Access Key"));
    }

    private Caller callerOf(String token) {
        try {
            return Authenticator.callerOf(context.jwts().verify(token));
        } catch (JwtException e) {
            throw StorageError.ACCESS_DENIED.with(String.valueOf(e.getMessage()));
        }
    }

    private void checkCredential(Claim claim, Signer signer) {
        StorageError.ACCESS_DENIED.throwIf(!claim.accessKey().equals(signer.accessKey()), "Invalid Access Key");
        StorageError.ACCESS_DENIED.throwIf(enforcesRegion() && !claim.region().equals(region()), "Invalid Region");
        StorageError.ACCESS_DENIED.throwIf(!claim.service().equals("s3"), "Invalid Service");
    }

    /** A region that is not taken is signed for as the server's own, and so does not match. */
    private String regionToSignFor(Claim claim) {
        return ANY_REGION.contains(claim.region()) ? claim.region() : region();
    }

    private String textToSign(Exchange exchange, Claim claim) {
        if (claim.policy() != null) {
            return claim.policy();
        }
        String request = new CanonicalRequest(exchange, context.settings()).text(claim);
        return SigV4.ALGORITHM + "\n" + claim.date() + "\n" + claim.scope() + "\n" + SigV4.hash(request);
    }

    private boolean enforcesRegion() {
        return context.settings().get(S3Settings.S3_PROTOCOL_ENFORCE_REGION);
    }

    private String region() {
        return context.settings().get(StorageSettings.STORAGE_S3_REGION);
    }

    /** The text that a signature is of: the request as it was sent, path and all. */
    record CanonicalRequest(Exchange exchange, Settings settings) {
        /** The headers that the server leaves out of a signature, even if a client has signed them. */
        private static final Set<String> UNSIGNABLE = Set.of(
                "authorization",
                "connection",
                "expect",
                "from",
                "keep-alive",
                "max-forwards",
                "pragma",
                "referer",
                "te",
                "trailer",
                "transfer-encoding",
                "upgrade",
                "user-agent",
                "x-amzn-trace-id");

        private static final String MOUNT = "/s3";
        private static final String SIGNATURE = "X-Amz-Signature";

        String text(Claim claim) {
            StringBuilder text = new StringBuilder(exchange.method())
                    .append('\n')
                    .append(path())
                    .append('\n')
                    .append(query())
                    .append('\n');
            claim.signedHeaders().stream()
                    .filter(name -> !UNSIGNABLE.contains(name.toLowerCase(Locale.ROOT)))
                    .forEach(name -> text.append(name.toLowerCase(Locale.ROOT))
                            .append(':')
                            .append(header(name.toLowerCase(Locale.ROOT)))
                            .append('\n'));
            return text.append('\n')
                    .append(String.join(";", claim.signedHeaders()))
                    .append('\n')
                    .append(claim.contentHash())
                    .toString();
        }

        /** What the client had before its eyes: the prefix that a gateway strips included. */
        private String path() {
            String forwarded = settings.get(S3Settings.REQUEST_ALLOW_X_FORWARDED_PATH)
                    ? exchange.header("x-forwarded-prefix")
                    : null;
            String prefix = forwarded == null ? settings.get(S3Settings.S3_PROTOCOL_PREFIX) : forwarded;
            return prefix + MOUNT + exchange.path();
        }

        private String query() {
            List<String> pairs = new ArrayList<>();
            for (Map.Entry<String, List<String>> entry : exchange.queries().entrySet()) {
                if (!entry.getKey().equals(SIGNATURE)) {
                    entry.getValue()
                            .forEach(value -> pairs.add(Percent.encode(entry.getKey()) + "=" + Percent.encode(value)));
                }
            }
            pairs.sort(null);
            return String.join("&", pairs);
        }

        private String header(String name) {
            if (name.equals("host")) {
                return host();
            }
            List<String> values = new ArrayList<>();
            for (Map.Entry<String, String> header : exchange.headers()) {
                if (header.getKey().equalsIgnoreCase(name)) {
                    values.add(header.getValue().strip().replaceAll(" +", " "));
                }
            }
            return String.join(",", values);
        }

        private String host() {
            String publicUrl = settings.get(S3Settings.STORAGE_PUBLIC_URL);
            if (!publicUrl.isEmpty()) {
                return String.valueOf(URI.create(publicUrl).getAuthority());
            }
            String forwarded = exchange.header("x-forwarded-host");
            return forwarded == null ? exchange.host() : forwarded + port(exchange.header("x-forwarded-port"));
        }

        private static String port(@Nullable String port) {
            return port == null || port.equals("80") || port.equals("443") ? "" : ":" + port;
        }
    }
}
