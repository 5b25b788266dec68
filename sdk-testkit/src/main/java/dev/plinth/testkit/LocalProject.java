package dev.plinth.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.Project;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.SeedsObjects;
import dev.plinth.testkit.internal.platform.SeedsUsers;
import java.time.Duration;
import java.util.List;

/** One project of a {@link LocalPlatform}, on a port of its own. Safe for use by many threads. */
public final class LocalProject {
    private final Project project;

    LocalProject(Project project) {
        this.project = project;
    }

    /**
     * Returns the project's ref.
     *
     * @return the ref
     */
    public String ref() {
        return context().ref();
    }

    /**
     * Returns the origin that clients take as the project's URL.
     *
     * @return the URL, without a slash at the end
     */
    public String url() {
        return context().url();
    }

    /**
     * Returns the base of Storage.
     *
     * @return the URL that ends in {@code /storage/v1}
     */
    public String storageUrl() {
        return url() + "/storage/v1";
    }

    /**
     * Returns the base of Auth.
     *
     * @return the URL that ends in {@code /auth/v1}
     */
    public String authUrl() {
        return url() + "/auth/v1";
    }

    /**
     * Returns the public key.
     *
     * @return a token with role {@code anon}
     */
    public String anonKey() {
        return context().keys().anonKey();
    }

    /**
     * Returns the key that may do everything.
     *
     * @return a token with role {@code service_role}
     */
    public String serviceKey() {
        return context().keys().serviceKey();
    }

    /**
     * Returns the secret that the project's tokens are signed with.
     *
     * @return the secret
     */
    public String jwtSecret() {
        return context().keys().jwtSecret();
    }

    /**
     * Returns the S3 endpoint.
     *
     * @return the URL that S3 clients take, path style
     */
    public String s3Endpoint() {
        return storageUrl() + "/s3";
    }

    /**
     * Returns the region that S3 clients sign for.
     *
     * @return the region
     */
    public String s3Region() {
        return context().settings().text("STORAGE_S3_REGION");
    }

    /**
     * Returns the id of the S3 access key.
     *
     * @return the id
     */
    public String s3AccessKeyId() {
        return context().keys().s3AccessKeyId();
    }

    /**
     * Returns the S3 secret.
     *
     * @return the secret
     */
    public String s3SecretAccessKey() {
        return context().keys().s3SecretAccessKey();
    }

    /**
     * Signs a token for a user, whether or not there is one of that id; valid for an hour.
     *
     * @param userId the user's id
     * @return a token with role {@code authenticated}
     */
    public String userToken(String userId) {
        return userToken(userId, "authenticated", Duration.ofHours(1));
    }

    /**
     * Signs a token for a user, whether or not there is one of that id.
     *
     * @param userId the user's id
     * @param role the role
     * @param lifetime how long it is valid; negative for one that has expired
     * @return the token
     */
    public String userToken(String userId, String role, Duration lifetime) {
        long now = context().clock().instant().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("aud", "authenticated")
                .put("exp", now + lifetime.toSeconds())
                .put("iat", now)
                .put("sub", userId)
                .put("role", role);
        return context().jwts().sign(claims);
    }

    /**
     * Returns the mails and text messages that were sent.
     *
     * @return the project's outbox
     */
    public Outbox outbox() {
        return context().outbox();
    }

    /**
     * Allows a role something; takes effect at once.
     *
     * @param policy what is allowed
     */
    public void addPolicy(Policy policy) {
        context().policies().add(policy);
    }

    /**
     * Returns the row-level rules in force.
     *
     * @return the policies
     */
    public List<Policy> policies() {
        return context().policies().all();
    }

    /**
     * Changes a setting while the platform runs.
     *
     * @param name the server's own name of it
     * @param value the value as text
     * @throws IllegalArgumentException if there is no such setting, or it does not take that value
     */
    public void set(String name, String value) {
        context().settings().set(name, value);
    }

    /**
     * Makes up users.
     *
     * @param count how many
     */
    public void seedUsers(int count) {
        project.service(SeedsUsers.class)
                .orElseThrow(() -> new UnsupportedOperationException("no service here has users"))
                .seedUsers(count);
    }

    /**
     * Makes up objects with synthetic bodies, which take no room.
     *
     * @param bucket the bucket, created if there is none
     * @param count how many
     */
    public void seedObjects(String bucket, int count) {
        project.service(SeedsObjects.class)
                .orElseThrow(() -> new UnsupportedOperationException("no service here has objects"))
                .seedObjects(bucket, count);
    }

    /** Forgets all data. */
    public void reset() {
        project.reset();
    }

    @Override
    public String toString() {
        return "LocalProject[" + ref() + ", " + url() + "]";
    }

    private ProjectContext context() {
        return project.context();
    }
}
