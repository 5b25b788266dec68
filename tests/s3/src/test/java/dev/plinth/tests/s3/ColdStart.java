package dev.plinth.tests.s3;

import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import java.lang.management.ManagementFactory;
import java.net.URI;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.s3.S3Client;

/** A program that stores one object and reads it, with our client or a bare one, and says how long that took. */
final class ColdStart {

    private ColdStart() {}

    /** Takes {@code ours} or {@code bare}, the endpoint, the keys and a bucket. */
    public static void main(String[] arguments) {
        String endpoint = arguments[1];
        try (S3Client s3 = arguments[0].equals("ours")
                ? ours(endpoint, arguments[2], arguments[3])
                : bare(endpoint, arguments[2], arguments[3])) {
            s3.putObject(r -> r.bucket(arguments[4]).key("first"), RequestBody.fromString("hello"));
            String read = s3.getObjectAsBytes(r -> r.bucket(arguments[4]).key("first"))
                    .asUtf8String();
            if (!read.equals("hello")) {
                throw new IllegalStateException(read);
            }
        }
        System.out.println(System.currentTimeMillis()
                - ManagementFactory.getRuntimeMXBean().getStartTime());
    }

    private static S3Client ours(String endpoint, String id, String secret) {
        return S3Compat.builder()
                .endpoint(endpoint)
                .keys(S3Keys.of(id, secret))
                .build()
                .client();
    }

    private static S3Client bare(String endpoint, String id, String secret) {
        return S3Client.builder()
                .endpointOverride(URI.create(endpoint))
                .region(Region.US_EAST_1)
                .forcePathStyle(true)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create(id, secret)))
                .build();
    }
}
