package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.storage.Authenticator;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageSettings;
import java.util.Set;
import java.util.function.Supplier;

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
        if (!claim.accessKey().equals(signer.accessKey())) {
            throw StorageError.ACCESS_DENIED.with("Invalid Access Key");
        }
        if (enforcesRegion() && !claim.region().equals(region())) {
            throw StorageError.ACCESS_DENIED.with("Invalid Region");
        }
        if (!claim.service().equals("s3")) {
            throw StorageError.ACCESS_DENIED.with("Invalid Service");
        }
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
}
