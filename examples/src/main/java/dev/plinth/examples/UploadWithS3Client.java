package dev.plinth.examples;

import dev.plinth.Project;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;

/** Uploads an object with the AWS SDK's own S3 client, configured for the project. */
public final class UploadWithS3Client {

    private UploadWithS3Client() {}

    /**
     * Runs the example against the project that the environment names.
     *
     * @param arguments the S3 access key's id and its secret
     */
    public static void main(String[] arguments) {
        try (Project project = Project.fromEnv()) {
            run(project, S3Keys.of(arguments[0], arguments[1]));
        }
    }

    static void run(Project project, S3Keys keys) {
        try (S3Client s3 = S3Compat.of(project.connection(), keys).client()) {
            s3.putObject(r -> r.bucket("reports").key("q3.csv"), RequestBody.fromString("a,b\n"));
        }
    }
}
