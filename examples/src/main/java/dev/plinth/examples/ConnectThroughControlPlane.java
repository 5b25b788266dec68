package dev.plinth.examples;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.auth.User;
import dev.plinth.core.AccessToken;
import dev.plinth.storage.BucketInfo;
import java.nio.file.Path;

/** Connects through the control plane with a platform JWT, and lists the users and buckets of a project. */
public final class ConnectThroughControlPlane {

    private ConnectThroughControlPlane() {}

    /**
     * Runs the example.
     *
     * @param arguments the platform's URL, the JWT, the project's ref, a bucket, a file
     */
    public static void main(String[] arguments) {
        run(arguments[0], arguments[1], arguments[2], arguments[3], Path.of(arguments[4]));
    }

    static void run(String platformUrl, String jwt, String ref, String bucketName, Path file) {
        try (Platform platform = Platform.connect(platformUrl, AccessToken.of(jwt))) {
            Project project = platform.project(ref);
            project.users().create(u -> u.email("user@example.com").password("securepass"));
            for (User user : project.users().list()) { // every page, lazily
                System.out.println(user.id() + " " + user.email().orElse("(no email)"));
            }
            for (BucketInfo bucket : project.buckets().list()) {
                System.out.println(bucket.name());
            }
            project.bucket(bucketName).upload("file.txt", file);
        }
    }
}
