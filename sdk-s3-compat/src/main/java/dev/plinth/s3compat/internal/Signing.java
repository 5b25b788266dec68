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
 * Signs as the AWS SDK does, with two differences. A body is not hashed before it is sent, not even over plain http:
 * the server never compares the hash, and hashing would read every stream twice, which most streams do not support. And
 * each attempt is signed with the current token, so that a retry can use a newer one.
 */
public final class Signing implements AuthScheme<AwsCredentialsIdentity>, HttpSigner<AwsCredentialsIdentity> {

    private static final int HTTP_PORT = 80;
    private static final int HTTPS_PORT = 443;

    private final AwsV4HttpSigner signer = AwsV4HttpSigner.create();
    private final @Nullable SessionCredentials session;

    /**
     * Creates a scheme that signs with the session's current token, or without a session with the request's
     * credentials.
     */
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
        SdkHttpRequest original = request.request();
        SignRequest<AwsCredentialsIdentity> prepared = ((SignRequest<AwsCredentialsIdentity>) request)
                .toBuilder()
                        .identity(identity(request.identity()))
                        .request(asHttps(original))
                        .build();
        SignedRequest signed = signer.sign(prepared);
        return signed.toBuilder()
                .request(withOriginalScheme(original, signed.request()))
                .build();
    }

    @Override
    @SuppressWarnings("unchecked") // a request that some identity can sign is one that any can
    public CompletableFuture<AsyncSignedRequest> signAsync(AsyncSignRequest<? extends AwsCredentialsIdentity> request) {
        SdkHttpRequest original = request.request();
        AsyncSignRequest<AwsCredentialsIdentity> prepared = ((AsyncSignRequest<AwsCredentialsIdentity>) request)
                .toBuilder()
                        .identity(identity(request.identity()))
                        .request(asHttps(original))
                        .build();
        return signer.signAsync(prepared)
                .thenApply(signed -> signed.toBuilder()
                        .request(withOriginalScheme(original, signed.request()))
                        .build());
    }

    private AwsCredentialsIdentity identity(AwsCredentialsIdentity original) {
        return session != null && session.isOwn(original.accessKeyId()) ? session.resolveCredentials() : original;
    }

    /**
     * Changes the scheme to https, for which the signer does not hash the body. The default port is changed too,
     * because a default port is not part of the signed host.
     */
    private static SdkHttpRequest asHttps(SdkHttpRequest request) {
        if (request.protocol().equals("https")) {
            return request;
        }
        int port = request.port() == HTTP_PORT ? HTTPS_PORT : request.port();
        return request.toBuilder().protocol("https").port(port).build();
    }

    private static SdkHttpRequest withOriginalScheme(SdkHttpRequest original, SdkHttpRequest signed) {
        if (original.protocol().equals("https")) {
            return signed;
        }
        return signed.toBuilder()
                .protocol(original.protocol())
                .port(original.port())
                .build();
    }
}
