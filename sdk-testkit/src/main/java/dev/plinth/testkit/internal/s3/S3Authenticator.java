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
import java.util.Locale;
import java.util.Set;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Verifies signatures. An access key acts as the service role. A session token names its own user; such requests are
 * signed with the project's ref and its public API key.
 */
record S3Authenticator(ProjectContext context) {
    /** The regions for which clients sign that do not know the server's. */
    private static final Set<String> ANY_REGION = Set.of("us-east-1", "auto", "");

    /** Who can have signed, and with which secret. */
    private record Signer(Caller caller, String accessKey, String secret) {
        @Override
        public String toString() {
            return "Signer[" + accessKey + "]";
        }
    }

    /** Verifies the claim in the header or the query; if there is none, that of the form. */
    SigV4.Verified verify(Exchange exchange, Supplier<Claim> form) {
        Claim claim = Claim.of(exchange, context.clock().instant()).orElseGet(form);
        Signer signer = signer(claim);
        checkCredential(claim, signer);
        SigV4.Key key = new SigV4.Key(signer.secret(), claim.day(), regionToSignFor(claim), claim.service());
        StorageError mismatch =
                claim.sessionToken() == null ? StorageError.SIGNATURE_MISMATCH : StorageError.SESSION_MISMATCH;
        mismatch.throwIf(!SigV4.same(key.sign(textToSign(exchange, claim)), claim.signature()));
        return new SigV4.Verified(signer.caller(), claim, key);
    }

    private Signer signer(Claim claim) {
        String token = claim.sessionToken();
        if (token != null) {
            try {
                Caller caller = Authenticator.callerOf(context.jwts().verify(token));
                return new Signer(caller, context.ref(), context.keys().anonKey());
            } catch (JwtException e) {
                throw StorageError.ACCESS_DENIED.with(String.valueOf(e.getMessage()));
            }
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

    private void checkCredential(Claim claim, Signer signer) {
        boolean enforcesRegion = context.settings().get(S3Settings.S3_PROTOCOL_ENFORCE_REGION);
        StorageError.ACCESS_DENIED.throwIf(!claim.accessKey().equals(signer.accessKey()), "Invalid Access Key");
        StorageError.ACCESS_DENIED.throwIf(enforcesRegion && !claim.region().equals(region()), "Invalid Region");
        StorageError.ACCESS_DENIED.throwIf(!claim.service().equals("s3"), "Invalid Service");
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
        return SigV4.ALGORITHM + "\n" + claim.date() + "\n" + claim.scope() + "\n" + SigV4.hash(request);
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
