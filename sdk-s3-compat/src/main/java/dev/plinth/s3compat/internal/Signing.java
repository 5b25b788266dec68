package dev.plinth.s3compat.internal;

import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.scheme.AwsV4AuthScheme;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.scheme.AuthScheme;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignRequest;
import software.amazon.awssdk.http.auth.spi.signer.AsyncSignedRequest;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignRequest;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;
import software.amazon.awssdk.identity.spi.AwsCredentialsIdentity;
import software.amazon.awssdk.identity.spi.IdentityProvider;
import software.amazon.awssdk.identity.spi.IdentityProviders;

/**
 * Signs as the AWS SDK does, with two differences. Over plain http, too, a body is not hashed before it is sent: the server
 * never compares the hash, and hashing would read every stream twice, which most cannot be. And each attempt is signed
 * with the current token, so that a retry can use a newer one.
 */
public final class Signing implements AuthScheme<AwsCredentialsIdentity>, HttpSigner<AwsCredentialsIdentity> {

    private static final int HTTP = 80;
    private static final int HTTPS = 443;

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final @Nullable SessionCredentials session;

    /** Signs with the credentials of each request, or else with the session's current token. */
    public Signing(@Nullable SessionCredentials session) {
        this.session = session;
    }

    @Override
    public String schemeId() {
        return AwsV4AuthScheme.SCHEME_ID;
    }

    @Override
    public @Nullable IdentityProvider<AwsCredentialsIdentity> identityProvider(IdentityProviders providers) {
        return providers.identityProvider(AwsCredentialsIdentity.class);
    }

    @Override
    public HttpSigner<AwsCredentialsIdentity> signer() {
        return this;
    }

    @Override
    @SuppressWarnings("unchecked") // a request that some identity can sign is one that any can
    public SignedRequest sign(SignRequest<? extends AwsCredentialsIdentity> request) {
        SdkHttpRequest plain = request.request();
        SignRequest<AwsCredentialsIdentity> fresh = ((SignRequest<AwsCredentialsIdentity>) request)
                .toBuilder()
                        .identity(identity(request.identity()))
                        .request(encrypted(plain))
                        .build();
        SignedRequest signed = signer.sign(fresh);
        return signed.toBuilder().request(as(plain, signed.request())).build();
    }

    @Override
    @SuppressWarnings("unchecked") // a request that some identity can sign is one that any can
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        SdkHttpRequest plain = request.request();
        AsyncSignRequest<AwsCredentialsIdentity> fresh = ((AsyncSignRequest<AwsCredentialsIdentity>) request)
                .toBuilder()
                        .identity(identity(request.identity()))
                        .request(encrypted(plain))
                        .build();
        return signer.signAsync(fresh)
                .thenApply(signed ->
                        signed.toBuilder().request(as(plain, signed.request())).build());
    }

    private AwsCredentialsIdentity identity(AwsCredentialsIdentity given) {
        return session != null && session.made(given.accessKeyId()) ? session.resolveCredentials() : given;
    }

    /** The signer does not hash bodies over https. The default port stays a default port, which is not part of the host. */
    private static SdkHttpRequest encrypted(SdkHttpRequest request) {
        if (request.protocol().equals("https")) {
            return request;
        }
        int port = request.port() == HTTP ? HTTPS : request.port();
        return request.toBuilder().protocol("https").port(port).build();
    }

    private static SdkHttpRequest as(SdkHttpRequest given, SdkHttpRequest signed) {
        if (given.protocol().equals("https")) {
            return signed;
        }
        return signed.toBuilder().protocol(given.protocol()).port(given.port()).build();
    }
}
