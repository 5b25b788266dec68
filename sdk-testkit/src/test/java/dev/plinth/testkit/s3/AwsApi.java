package dev.plinth.testkit.s3;

import dev.plinth.testkit.LocalProject;
import java.net.URI;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Function;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.checksums.RequestChecksumCalculation;
import software.amazon.awssdk.core.checksums.ResponseChecksumValidation;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3AsyncClientBuilder;
import software.amazon.awssdk.services.s3.S3BaseClientBuilder;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.PutObjectRequest;
import software.amazon.awssdk.services.s3.model.PutObjectResponse;
import software.amazon.awssdk.services.s3.model.UploadPartRequest;
import software.amazon.awssdk.services.s3.model.UploadPartResponse;

/** AWS's two Java clients behind one face, so that a test can be run with either. */
interface AwsApi extends AutoCloseable {
    /** Which client, and whether it adds checksums unasked. */
    enum Variant {
        URL_CONNECTION,
        URL_CONNECTION_WHEN_REQUIRED,
        NETTY,
        NETTY_WHEN_REQUIRED;

        AwsApi open(LocalProject project) {
            return name().startsWith("NETTY")
                    ? new Async(netty(project, key(project), isWhenRequired()))
                    : new Sync(urlConnection(project, key(project), isWhenRequired()));
        }

        private boolean isWhenRequired() {
            return name().endsWith("WHEN_REQUIRED");
        }
    }

    <R> R call(Function<S3Client, R> sync, Function<S3AsyncClient, CompletableFuture<R>> async);

    PutObjectResponse put(PutObjectRequest request, byte[] body);

    UploadPartResponse part(UploadPartRequest request, byte[] body);

    ResponseBytes<GetObjectResponse> get(GetObjectRequest request);

    @Override
    void close();

    static AwsCredentials key(LocalProject project) {
        return AwsBasicCredentials.create(project.s3AccessKeyId(), project.s3SecretAccessKey());
    }

    static AwsCredentials session(LocalProject project, String token) {
        return AwsSessionCredentials.create(project.projectRef(), project.anonKey(), token);
    }

    static S3Client urlConnection(LocalProject project, AwsCredentials credentials, boolean whenRequired) {
        S3ClientBuilder builder = S3Client.builder().httpClientBuilder(UrlConnectionHttpClient.builder());
        return configured(builder, project, credentials, whenRequired).build();
    }

    static S3AsyncClient netty(LocalProject project, AwsCredentials credentials, boolean whenRequired) {
        S3AsyncClientBuilder builder = S3AsyncClient.builder()
                .httpClientBuilder(NettyNioAsyncHttpClient.builder())
                .multipartEnabled(true);
        return configured(builder, project, credentials, whenRequired).build();
    }

    private static <B extends S3BaseClientBuilder<B, ?>> B configured(
            B builder, LocalProject project, AwsCredentials credentials, boolean whenRequired) {
        builder.endpointOverride(URI.create(project.s3Endpoint()))
                .region(Region.of(project.s3Region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(credentials));
        return whenRequired
                ? builder.requestChecksumCalculation(RequestChecksumCalculation.WHEN_REQUIRED)
                        .responseChecksumValidation(ResponseChecksumValidation.WHEN_REQUIRED)
                : builder;
    }

    /** Over HttpURLConnection. */
    record Sync(S3Client client) implements AwsApi {
        @Override
        public <R> R call(Function<S3Client, R> sync, Function<S3AsyncClient, CompletableFuture<R>> async) {
            return sync.apply(client);
        }

        @Override
        public PutObjectResponse put(PutObjectRequest request, byte[] body) {
            return client.putObject(request, RequestBody.fromBytes(body));
        }

        @Override
        public UploadPartResponse part(UploadPartRequest request, byte[] body) {
            return client.uploadPart(request, RequestBody.fromBytes(body));
        }

        @Override
        public ResponseBytes<GetObjectResponse> get(GetObjectRequest request) {
            return client.getObjectAsBytes(request);
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** Over Netty. */
    record Async(S3AsyncClient client) implements AwsApi {
        @Override
        public <R> R call(Function<S3Client, R> sync, Function<S3AsyncClient, CompletableFuture<R>> async) {
            try {
                return async.apply(client).join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        @Override
        public PutObjectResponse put(PutObjectRequest request, byte[] body) {
            return call(s -> null, a -> a.putObject(request, AsyncRequestBody.fromBytes(body)));
        }

        @Override
        public UploadPartResponse part(UploadPartRequest request, byte[] body) {
            return call(s -> null, a -> a.uploadPart(request, AsyncRequestBody.fromBytes(body)));
        }

        @Override
        public ResponseBytes<GetObjectResponse> get(GetObjectRequest request) {
            return call(s -> null, a -> a.getObject(request, AsyncResponseTransformer.toBytes()));
        }

        @Override
        public void close() {
            client.close();
        }
    }
}
