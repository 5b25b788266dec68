package dev.plinth.s3compat.internal;

import java.util.Map;
import java.util.TreeMap;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;

/** The properties of Hadoop's S3A, which Spark, Flink and Trino's older connector use too. */
public final class Hadoop {

    private static final String S3A = "fs.s3a.";

    private Hadoop() {}

    /** Returns the properties by name. */
    public static Map<String, String> properties(S3Settings settings) {
        Map<String, String> properties = new TreeMap<>();
        properties.put(S3A + "endpoint", settings.endpoint().uri().toString());
        properties.put(S3A + "endpoint.region", settings.region());
        properties.put(S3A + "path.style.access", "true");
        properties.put(
                S3A + "connection.ssl.enabled",
                String.valueOf(!settings.endpoint().isPlainHttp()));
        if (settings.endpoint().isStorage()) {
            addStorageProperties(properties);
        }
        addCredentials(properties, settings.credentials().resolveCredentials());
        return new SecretProperties(properties);
    }

    /** Disables the features of S3A that Storage does not support. */
    private static void addStorageProperties(Map<String, String> properties) {
        // Storage has no versions and ignores conditions on reads: the client compares ETags.
        properties.put(S3A + "change.detection.source", "etag");
        properties.put(S3A + "change.detection.mode", "client");
        properties.put(S3A + "change.detection.version.required", "false");
        // Storage ignores conditions on writes too, so a conditional create would overwrite.
        properties.put(S3A + "create.conditional.enabled", "false");
        properties.put(S3A + "create.checksum.algorithm", "");
        properties.put(S3A + "checksum.validation", "false");
        // Storage does not decode the source of a copy: commit by completing multipart uploads, without renames.
        properties.put(S3A + "committer.name", "magic");
        properties.put(S3A + "committer.magic.enabled", "true");
        properties.put(S3A + "multipart.size", "64M");
        properties.put(S3A + "paging.maximum", "1000");
    }

    private static void addCredentials(Map<String, String> properties, AwsCredentials addCredentials) {
        boolean isSession = addCredentials instanceof AwsSessionCredentials;
        properties.put(
                S3A + "aws.credentials.provider",
                "org.apache.hadoop.fs.s3a."
                        + (isSession ? "TemporaryAWSCredentialsProvider" : "SimpleAWSCredentialsProvider"));
        properties.put(S3A + "access.key", addCredentials.accessKeyId());
        properties.put(S3A + "secret.key", addCredentials.secretAccessKey());
        if (addCredentials instanceof AwsSessionCredentials temporary) {
            properties.put(S3A + "session.token", temporary.sessionToken());
        }
    }
}
