package dev.plinth.tests.faults.operation;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.SdkEventLoopGroup;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;

/** The SDK as it is tried: through the proxy. */
public final class Client implements AutoCloseable {

    /** The call that is made afterwards is not to fail for want of time. */
    private static final Duration PING = Duration.ofSeconds(30);

    private final Site site;
    private final Limits limits;
    private final Project project;
    private @Nullable S3Client s3;
    private @Nullable S3AsyncClient s3Async;

    public Client(String url, Site site, Limits limits) {
        this.site = site;
        this.limits = limits;
        // One connection only: a permit that is not given back is then missed by the next call.
        this.project = Project.connect(
                url,
                ApiKey.of(site.platform().serviceKey()),
                o -> o.timeout(limits.call())
                        .stallTimeout(limits.stall())
                        .connectTimeout(limits.stall())
                        .connectionsPerHost(1));
    }

    Project project() {
        return project;
    }

    S3Client s3() {
        if (s3 == null) {
            s3 = compat().client(builder -> builder.overrideConfiguration(
                    o -> o.apiCallTimeout(limits.call().multipliedBy(2))));
        }
        return s3;
    }

    S3AsyncClient s3Async() {
        if (s3Async == null) {
            s3Async = compat().asyncClient(builder -> builder.httpClientBuilder(NettyNioAsyncHttpClient.builder()
                            .readTimeout(limits.stall())
                            .writeTimeout(limits.stall())
                            .connectionTimeout(limits.stall())
                            .eventLoopGroupBuilder(SdkEventLoopGroup.builder().numberOfThreads(1)))
                    .overrideConfiguration(o -> o.apiCallTimeout(limits.call().multipliedBy(2))));
        }
        return s3Async;
    }

    private S3Compat compat() {
        S3Keys keys = S3Keys.of(site.platform().s3AccessKeyId(), site.platform().s3SecretAccessKey());
        return S3Compat.builder()
                .connection(project.connection())
                .keys(keys)
                .alwaysCompareDigests()
                .build();
    }

    void ping() throws WrongResultException {
        WrongResultException.unlessEqual(
                Site.BUCKET,
                project.buckets().with(o -> o.timeout(PING)).get(Site.BUCKET).id());
    }

    void pingS3() {
        s3().headBucket(b -> b.bucket(Site.BUCKET));
    }

    void pingS3Async() throws Exception {
        s3Async().headBucket(b -> b.bucket(Site.BUCKET)).get(PING.toSeconds(), TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        if (s3 != null) {
            s3.close();
        }
        if (s3Async != null) {
            s3Async.close();
        }
        project.close();
    }
}
