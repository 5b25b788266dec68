package dev.plinth.s3compat.internal;

import dev.plinth.s3compat.internal.completion.CompletedClient;
import dev.plinth.s3compat.internal.completion.CompletionInterceptor;
import dev.plinth.s3compat.internal.http.CustomHttpClient;
import dev.plinth.s3compat.internal.http.SharedTransport;
import dev.plinth.s3compat.internal.http.TransportHttpClient;
import dev.plinth.s3compat.internal.integrity.Digests;
import dev.plinth.s3compat.internal.integrity.ResponseBodyInterceptor;
import dev.plinth.s3compat.internal.integrity.UploadInterceptor;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.retry.RetryMode;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.S3Configuration;
import software.amazon.awssdk.services.s3.presigner.S3Presigner;

/** Creates the AWS SDK's clients. */
public final class Clients {

    private Clients() {}

    /** Creates the blocking client. */
    public static S3Client blocking(S3Settings settings, Consumer<? super S3ClientBuilder> customizer) {
        S3ClientBuilder builder = S3Client.builder();
        setUp(builder, settings);
        boolean clientSet = CustomHttpClient.isSetBy(builder, customizer);
        if (!clientSet) {
            builder.httpClientBuilder(
                    TransportHttpClient.builder(settings.transport().orElseGet(SharedTransport::create)));
        }
        finish(builder, settings);
        S3Client client = builder.build();
        return settings.endpoint().isStorage() ? new CompletedClient(client) : client;
    }

    /** Creates the asynchronous client, which sends large objects in parts. */
    public static S3AsyncClient async(S3Settings settings, Consumer<? super S3AsyncClientBuilder> customizer) {
        S3AsyncClient client = multipartClient(settings, customizer);
        return settings.endpoint().isStorage() ? StorageAsyncClient.of(client) : client;
    }

    /** Creates the client of a transfer manager. It has to be AWS's own, because pausing depends on it. */
    public static S3AsyncClient forTransferManager(S3Settings settings) {
        return multipartClient(settings, builder -> {});
    }

    private static S3AsyncClient multipartClient(
            S3Settings settings, Consumer<? super S3AsyncClientBuilder> customizer) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder().multipartEnabled(true);
        setUp(builder, settings);
        customizer.accept(builder);
        finish(builder, settings);
        return builder.build();
    }

    /** Creates the presigner. */
    public static S3Presigner presigner(S3Settings settings, Consumer<? super S3Presigner.Builder> customizer) {
        S3Presigner.Builder builder = S3Presigner.builder()
                .endpointOverride(settings.endpoint().uri())
                .region(Region.of(settings.region()))
                .credentialsProvider(settings.credentials())
                .serviceConfiguration(S3Configuration.builder()
                        .pathStyleAccessEnabled(true)
                        .chunkedEncodingEnabled(!settings.endpoint().isPlainHttp())
                        .build());
        customizer.accept(builder);
        return builder.build();
    }

    private static <B extends S3BaseClientBuilder<B, C>, C> void setUp(B builder, S3Settings settings) {
        builder.endpointOverride(settings.endpoint().uri())
                .region(Region.of(settings.region()))
                .credentialsProvider(settings.credentials())
                .forcePathStyle(true)
                .disableS3ExpressSessionAuth(true)
                .requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                .putAuthScheme(new Signing(settings.session()));
        builder.serviceConfiguration(config -> {
            // A server that ignores "Expect: 100-continue" waits for the body, and AWS's Netty client waits for the 100
            // without limit.
            config.expectContinueEnabled(false);
            if (settings.endpoint().isPlainHttp()) {
                // Older servers store the framing of chunks as content.
                config.chunkedEncodingEnabled(false);
            }
        });
    }

    /** Adds Plinth's settings to the caller's, which may have replaced the configuration. */
    private static <B extends S3BaseClientBuilder<B, C>, C> void finish(B builder, S3Settings settings) {
        ClientOverrideConfiguration configured = builder.overrideConfiguration();
        ClientOverrideConfiguration.Builder config = configured.toBuilder();
        interceptors(settings).forEach(config::addExecutionInterceptor);
        if (configured.retryStrategy().isEmpty() && configured.retryPolicy().isEmpty()) {
            settings.optionalSession()
                    .ifPresent(session ->
                            config.retryStrategy(AwsRetryStrategy.forRetryMode(RetryMode.defaultRetryMode()).toBuilder()
                                    .retryOnException(session::mayPassWithNewToken)
                                    .build()));
        }
        builder.overrideConfiguration(config.build());
    }

    private static List<ExecutionInterceptor> interceptors(S3Settings settings) {
        List<ExecutionInterceptor> interceptors = new ArrayList<>();
        if (settings.blockUnsafe()) {
            interceptors.add(new Guard());
        }
        interceptors.add(new HeaderValues());
        interceptors.add(new RetryAfter());
        if (settings.endpoint().isStorage()) {
            interceptors.add(new CopySourceInterceptor());
            interceptors.add(new UploadsInterceptor());
            interceptors.add(new CompletionInterceptor());
        }
        Digests digests = Digests.of(settings.endpoint().isStorage(), settings.digests());
        interceptors.add(new UploadInterceptor(settings.endpoint().isStorage(), digests));
        interceptors.add(new ResponseBodyInterceptor(digests));
        interceptors.add(new EchoedSecrets());
        interceptors.add(new NotS3Interceptor());
        interceptors.add(new HintInterceptor());
        return interceptors;
    }
}
