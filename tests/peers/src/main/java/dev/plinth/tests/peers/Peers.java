package dev.plinth.tests.peers;

import dev.plinth.Project;
import dev.plinth.core.ApiKey;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.tests.faults.operation.Effect;
import dev.plinth.tests.faults.operation.Site;
import dev.plinth.tests.faults.operation.WrongResultException;
import io.minio.MinioClient;
import io.tus.java.client.ProtocolException;
import io.tus.java.client.TusClient;
import io.tus.java.client.TusExecutor;
import io.tus.java.client.TusURLMemoryStore;
import io.tus.java.client.TusUpload;
import io.tus.java.client.TusUploader;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.apache5.Apache5HttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** The clients, each as its documentation sets it up, with a time limit where it has one. */
final class Peers {

    private static final int SIZE = 300_000;
    private static final int CHUNK = 100_000;
    private static final int CHUNKS_AND_CREATION = 3;
    private static final Duration STALL = Duration.ofSeconds(2);
    private static final String S3_PATH = "/storage/v1/s3";

    private Peers() {}

    static List<Peer> all() {
        return List.of(
                new Peer("Plinth", "resumable upload", CHUNKS_AND_CREATION, (site, mark) -> {
                    byte[] content = Site.bytes(mark, SIZE);
                    Path file = site.file(mark, content);
                    return upload(site, mark, content, url -> plinthUpload(site, url, mark, file));
                }),
                new Peer("tus-java-client 0.5.1", "resumable upload", CHUNKS_AND_CREATION, (site, mark) -> {
                    byte[] content = Site.bytes(mark, SIZE);
                    File file = site.file(mark, content).toFile();
                    return upload(site, mark, content, url -> tus(site, url, mark, file));
                }),
                new Peer("Plinth", "download", 1, (site, mark) -> download(site, mark, Peers::plinthDownload)),
                new Peer("AWS SDK 2", "download", 1, (site, mark) -> download(site, mark, Peers::awsDownload)),
                new Peer("AWS SDK 2", "upload of a file", 1, (site, mark) -> {
                    byte[] content = Site.bytes(mark, SIZE);
                    Path file = site.file(mark, content);
                    return upload(site, mark, content, url -> awsUpload(site, url, mark, RequestBody.fromFile(file)));
                }),
                new Peer("AWS SDK 2", "upload of a stream", 1, (site, mark) -> {
                    byte[] content = Site.bytes(mark, SIZE);
                    // The array's own stream could be read again; most streams cannot.
                    return upload(
                            site,
                            mark,
                            content,
                            url -> awsUpload(
                                    site,
                                    url,
                                    mark,
                                    RequestBody.fromInputStream(new Once(new ByteArrayInputStream(content)), SIZE)));
                }));
    }

    /** Returns why minio-java is not in the table: it refuses a project's S3 URL, which has a path. */
    static String minio() {
        try {
            MinioClient ignored = MinioClient.builder()
                    .endpoint("http://127.0.0.1:1" + S3_PATH)
                    .credentials("id", "secret")
                    .build();
            return "it accepts a URL with a path now: add it";
        } catch (IllegalArgumentException e) {
            return String.valueOf(e.getMessage());
        }
    }

    // Calls

    @FunctionalInterface
    private interface Through {
        void url(String url) throws Exception;
    }

    @FunctionalInterface
    private interface Reading {
        byte[] read(Site site, String url, String mark) throws Exception;
    }

    private static Peer.Call upload(Site site, String mark, byte[] content, Through through) {
        return call(through, () -> Site.when(() -> site.holds(mark, content), Effect.DONE, Effect.NOT_DONE));
    }

    private static Peer.Call download(Site site, String mark, Reading reading) {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark, content);
        return call(url -> WrongResultException.unlessEqual(content, reading.read(site, url, mark)), () -> Effect.NONE);
    }

    @FunctionalInterface
    private interface Look {
        Effect at() throws Exception;
    }

    private static Peer.Call call(Through through, Look look) {
        return new Peer.Call() {
            @Override
            public void through(String url) throws Exception {
                through.url(url);
            }

            @Override
            public Effect effect() throws Exception {
                return look.at();
            }
        };
    }

    // Clients

    private static Project plinth(Site site, String url) {
        return Project.connect(
                url,
                ApiKey.of(site.platform().serviceKey()),
                o -> o.idleTimeout(STALL).timeout(STALL.multipliedBy(5)));
    }

    private static void plinthUpload(Site site, String url, String mark, Path file) {
        try (Project project = plinth(site, url)) {
            project.bucket(Site.BUCKET)
                    .resumableUpload(mark, file, o -> o.chunkSize(CHUNK).maxAttempts(5))
                    .run();
        }
    }

    private static byte[] plinthDownload(Site site, String url, String mark) {
        try (Project project = plinth(site, url)) {
            return project.bucket(Site.BUCKET)
                    .download(mark, o -> o.verify(IntegrityCheck.ALWAYS))
                    .readAllBytes(SIZE * 2);
        }
    }

    private static void tus(Site site, String url, String mark, File file) throws IOException, ProtocolException {
        String key = site.platform().serviceKey();
        TusClient client = new TusClient();
        client.setUploadCreationURL(
                URI.create(url + "/storage/v1/upload/resumable").toURL());
        client.setHeaders(Map.of("Authorization", "Bearer " + key, "apikey", key));
        client.enableResuming(new TusURLMemoryStore());
        TusUpload upload = new TusUpload(file);
        upload.setMetadata(
                Map.of("bucketName", Site.BUCKET, "objectName", mark, "contentType", "application/octet-stream"));
        boolean ended = new TusExecutor() {
            @Override
            protected void makeAttempt() throws ProtocolException, IOException {
                TusUploader uploader = client.resumeOrCreateUpload(upload);
                uploader.setRequestPayloadSize(CHUNK);
                int sent = uploader.uploadChunk();
                while (sent > -1) {
                    sent = uploader.uploadChunk();
                }
                uploader.finish();
            }
        }.makeAttempts();
        if (!ended) {
            throw new IOException("the upload was interrupted");
        }
    }

    private static S3Client aws(Site site, String url) {
        return S3Client.builder()
                .endpointOverride(URI.create(url + S3_PATH))
                .region(Region.of(site.platform().s3Region()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        site.platform().s3AccessKeyId(), site.platform().s3SecretAccessKey())))
                .httpClientBuilder(Apache5HttpClient.builder().socketTimeout(STALL))
                .build();
    }

    private static byte[] awsDownload(Site site, String url, String mark) {
        try (S3Client s3 = aws(site, url)) {
            return s3.getObjectAsBytes(b -> b.bucket(Site.BUCKET).key(mark)).asByteArray();
        }
    }

    private static void awsUpload(Site site, String url, String mark, RequestBody body) {
        try (S3Client s3 = aws(site, url)) {
            s3.putObject(b -> b.bucket(Site.BUCKET).key(mark), body);
        }
    }
}
