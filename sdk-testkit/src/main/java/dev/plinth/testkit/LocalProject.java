package dev.plinth.testkit;

import dev.plinth.testkit.internal.platform.Project;
import dev.plinth.testkit.internal.platform.ProjectContext;
import java.time.Duration;
import java.util.List;

/** A project of a {@link LocalPlatform}, on a port of its own. Thread-safe. */
public final class LocalProject {
    private final Project project;

    LocalProject(Project project) {
        this.project = project;
    }

    /** {@return the project's ref} */
    public String projectRef() {
        return context().ref();
    }

    /** {@return the project's URL, without a slash at its end} */
    public String projectUrl() {
        return context().url();
    }

    /** {@return the URL of the Storage service, which ends with {@code /storage/v1}} */
    public String storageUrl() {
        return projectUrl() + "/storage/v1";
    }

    /** {@return the URL of the Auth service, which ends with {@code /auth/v1}} */
    public String authUrl() {
        return projectUrl() + "/auth/v1";
    }

    /** {@return the project's public API key, a JWT with the role {@code anon}} */
    public String anonKey() {
        return context().keys().anonKey();
    }

    /**
     * {@return the project's service-role key, a JWT with the role {@code service_role} that bypasses row-level
     * security}
     */
    public String serviceKey() {
        return context().keys().serviceKey();
    }

    /** {@return the secret that signs the project's tokens} */
    public String jwtSecret() {
        return context().keys().jwtSecret();
    }

    /** {@return the URL of the S3 endpoint, for path-style requests} */
    public String s3Endpoint() {
        return storageUrl() + "/s3";
    }

    /** {@return the region that S3 signatures must contain} */
    public String s3Region() {
        return context().settings().text("STORAGE_S3_REGION");
    }

    /** {@return the S3 access key id} */
    public String s3AccessKeyId() {
        return context().keys().s3AccessKeyId();
    }

    /** {@return the S3 secret access key} */
    public String s3SecretAccessKey() {
        return context().keys().s3SecretAccessKey();
    }

    /**
     * Signs an access token for a user, valid for an hour. The user does not have to exist.
     *
     * @param userId the user's id
     * @return an access token with the role {@code authenticated}
     */
    public String userToken(String userId) {
        return userToken(userId, "authenticated", Duration.ofHours(1));
    }

    /**
     * Signs an access token for a user, with a role and a lifetime. The user does not have to exist.
     *
     * @param userId the user's id
     * @param role the role, such as {@code authenticated}
     * @param lifetime how long the token is valid; negative for an expired one
     * @return the access token
     */
    public String userToken(String userId, String role, Duration lifetime) {
        return context().userToken(userId, role, lifetime);
    }

    /** {@return the e-mails and text messages that the project sent} */
    public Outbox outbox() {
        return context().outbox();
    }

    /**
     * Adds a policy. It applies to the next request.
     *
     * @param policy the policy
     */
    public void addPolicy(Policy policy) {
        context().policies().add(policy);
    }

    /** {@return the policies in force} */
    public List<Policy> policies() {
        return context().policies().all();
    }

    /**
     * Changes a setting while the platform runs.
     *
     * @param name the name of the environment variable on the real server, such as {@code UPLOAD_FILE_SIZE_LIMIT}
     * @param value the value as text
     * @throws IllegalArgumentException if the setting does not exist or the value is not valid
     */
    public void set(String name, String value) {
        context().settings().set(name, value);
    }

    /**
     * Creates users.
     *
     * @param count the number of users
     */
    public void seedUsers(int count) {
        project.services().forEach(service -> service.seedUsers(count));
    }

    /**
     * Creates objects. Their content is generated when it is read, so it takes no space.
     *
     * @param bucket the bucket's id; the bucket is created if it does not exist
     * @param count the number of objects
     */
    public void seedObjects(String bucket, int count) {
        project.services().forEach(service -> service.seedObjects(bucket, count));
    }

    /** Deletes all data of the project. */
    public void reset() {
        project.reset();
    }

    @Override
    public String toString() {
        return "LocalProject[" + projectRef() + ", " + projectUrl() + "]";
    }

    private ProjectContext context() {
        return project.context();
    }
}
