package dev.plinth.testkit.s3;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.cli.Program;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.CompletedPart;
import software.amazon.awssdk.services.s3.model.S3Object;

/** What takes long: large contents in little memory, many objects at once. */
@Tag("heavy")
class S3LoadTest {
    private static final long TWO_GIB = 2L << 30;
    private static final int PART = 16 << 20;

    @TempDir
    private Path folder;

    @Test
    void takesTwoGibibytesInPartsAndGivesThemInRangesWithSixtyFourMegabytes() throws Exception {
        try (Program program = Program.start("-Xmx64m", "|", "--json", "--file-size-limit", "4000000000")) {
            JsonNode s3 = program.ready().path("s3");
            try (S3Client client = client(s3)) {
                client.createBucket(r -> r.bucket("box"));
                long begin = System.nanoTime();
                String sent = upload(client);
                long uploaded = System.nanoTime();
                String received = download(client);

                System.out.printf(
                        "2 GiB: up in parts in %d s, down in ranges in %d s%n",
                        TimeUnit.NANOSECONDS.toSeconds(uploaded - begin),
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - uploaded));
                assertThat(received).isEqualTo(sent);
                assertThat(client.headObject(r -> r.bucket("box").key("large")).eTag())
                        .isEqualTo("\"" + sent + "\"");
            }
        }
    }

    @Test
    void losesNoneOfTenThousandSmallObjectsFromSixteenThreads() throws Exception {
        try (LocalPlatform platform = LocalPlatform.start();
                S3Client client = AwsApi.urlConnection(platform.project(), AwsApi.key(platform.project()), false)) {
            client.createBucket(r -> r.bucket("box"));
            long begin = System.nanoTime();
            ExecutorService threads = Executors.newFixedThreadPool(16);
            List<Future<?>> puts = new ArrayList<>();
            for (int i = 0; i < 10_000; i++) {
                String key = "k" + i;
                puts.add(threads.submit(
                        () -> client.putObject(r -> r.bucket("box").key(key), RequestBody.fromString(key))));
            }
            for (Future<?> put : puts) {
                put.get();
            }
            threads.shutdown();
            System.out.printf("10,000 puts in %d s%n", TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begin));

            Set<String> keys = client.listObjectsV2Paginator(r -> r.bucket("box")).contents().stream()
                    .map(S3Object::key)
                    .collect(Collectors.toSet());
            assertThat(keys).hasSize(10_000);
            assertThat(client.getObjectAsBytes(r -> r.bucket("box").key("k9999"))
                            .asUtf8String())
                    .isEqualTo("k9999");
        }
    }

    private String upload(S3Client client) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        Random random = new Random(1);
        Path file = folder.resolve("part");
        List<CompletedPart> parts = new ArrayList<>();
        String id =
                client.createMultipartUpload(r -> r.bucket("box").key("large")).uploadId();
        for (int i = 1; i <= TWO_GIB / PART; i++) {
            int number = i;
            write(file, random, digest);
            String tag = client.uploadPart(
                            r -> r.bucket("box").key("large").uploadId(id).partNumber(number),
                            RequestBody.fromFile(file))
                    .eTag();
            parts.add(CompletedPart.builder().partNumber(number).eTag(tag).build());
        }
        client.completeMultipartUpload(
                r -> r.bucket("box").key("large").uploadId(id).multipartUpload(m -> m.parts(parts)));
        return HexFormat.of().formatHex(digest.digest());
    }

    /** A part of random content, never whole in memory. */
    private static void write(Path file, Random random, MessageDigest digest) throws IOException {
        byte[] block = new byte[1 << 20];
        try (OutputStream out = Files.newOutputStream(file)) {
            for (int written = 0; written < PART; written += block.length) {
                random.nextBytes(block);
                digest.update(block);
                out.write(block);
            }
        }
    }

    private static String download(S3Client client) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        byte[] block = new byte[1 << 16];
        for (long at = 0; at < TWO_GIB; at += PART) {
            String range = "bytes=" + at + "-" + (at + PART - 1);
            try (InputStream in =
                    client.getObject(r -> r.bucket("box").key("large").range(range))) {
                for (int n = in.read(block); n >= 0; n = in.read(block)) {
                    digest.update(block, 0, n);
                }
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }

    private static S3Client client(JsonNode s3) {
        return S3Client.builder()
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .endpointOverride(URI.create(s3.path("endpoint").asText()))
                .region(Region.of(s3.path("region").asText()))
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(
                        s3.path("accessKeyId").asText(),
                        s3.path("secretAccessKey").asText())))
                .build();
    }
}
