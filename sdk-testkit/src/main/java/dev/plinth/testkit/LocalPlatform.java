package dev.plinth.testkit;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformOptions;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Project;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * A platform in this JVM: users, storage and S3 that answer as the real servers do, on free ports, without Docker.
 *
 * <pre>{@code
 * try (LocalPlatform platform = LocalPlatform.start()) {
 *     connect(platform.projectUrl(), platform.serviceKey());
 * }
 * }</pre>
 *
 * <p>What concerns a project is that of the first one here; {@link #project(String)} has the others. Safe for use by
 * many threads.
 */
public final class LocalPlatform implements AutoCloseable {
    private static final String OWNER = "00000000-0000-4000-8000-000000000001";

    private final PlatformRuntime runtime;
    private final LocalProject first;

    private LocalPlatform(PlatformRuntime runtime) {
        this.runtime = runtime;
        this.first = project(runtime.options().projects().get(0));
    }

    /**
     * Starts a platform with one project on free ports.
     *
     * @return a running platform
     */
    public static LocalPlatform start() {
        return builder().start();
    }

    /**
     * Returns a builder for a platform of one's own choosing.
     *
     * @return a builder with the defaults
     */
    public static LocalPlatformBuilder builder() {
        return new LocalPlatformBuilder();
    }

    static LocalPlatform start(PlatformOptions options) {
        try {
            return new LocalPlatform(PlatformRuntime.start(options));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /**
     * Returns the platform's own address: the control plane, and the sign-in to it.
     *
     * @return the URL, without a slash at the end
     */
    public String platformUrl() {
        return runtime.platform().context().url();
    }

    /**
     * Signs a token that the control plane takes.
     *
     * @return a token of the platform's owner, valid for a day
     */
    public String platformToken() {
        long now = runtime.clock().instant().getEpochSecond();
        ObjectNode claims = Json.object()
                .put("aud", "authenticated")
                .put("exp", now + Duration.ofDays(1).toSeconds())
                .put("iat", now)
                .put("sub", OWNER)
                .put("email", "owner@example.com")
                .put("role", "authenticated");
        return runtime.platform().context().jwts().sign(claims);
    }

    /**
     * Returns the first project.
     *
     * @return the project
     */
    public LocalProject project() {
        return first;
    }

    /**
     * Returns a project by its ref.
     *
     * @param ref the ref
     * @return the project
     * @throws IllegalArgumentException if there is none
     */
    public LocalProject project(String ref) {
        Project project =
                runtime.project(ref).orElseThrow(() -> new IllegalArgumentException("there is no project " + ref));
        return new LocalProject(project);
    }

    /**
     * Returns all projects.
     *
     * @return the projects, by ref
     */
    public List<LocalProject> projects() {
        return runtime.projects().stream().map(LocalProject::new).toList();
    }

    /**
     * Adds a project, on a free port of its own.
     *
     * @param ref its ref
     * @return the project
     * @throws IllegalArgumentException if there is one of that ref
     */
    public LocalProject createProject(String ref) {
        return new LocalProject(runtime.createProject(ref));
    }

    /**
     * Returns the project's ref.
     *
     * @return the ref
     */
    public String projectRef() {
        return first.ref();
    }

    /**
     * Returns the project's URL.
     *
     * @return the URL, without a slash at the end
     */
    public String projectUrl() {
        return first.url();
    }

    /**
     * Returns the public key.
     *
     * @return a token with role {@code anon}
     */
    public String anonKey() {
        return first.anonKey();
    }

    /**
     * Returns the key that may do everything.
     *
     * @return a token with role {@code service_role}
     */
    public String serviceKey() {
        return first.serviceKey();
    }

    /**
     * Returns the secret that the project's tokens are signed with.
     *
     * @return the secret
     */
    public String jwtSecret() {
        return first.jwtSecret();
    }

    /**
     * Returns the S3 endpoint.
     *
     * @return the URL that S3 clients take, path style
     */
    public String s3Endpoint() {
        return first.s3Endpoint();
    }

    /**
     * Returns the region that S3 clients sign for.
     *
     * @return the region
     */
    public String s3Region() {
        return first.s3Region();
    }

    /**
     * Returns the id of the S3 access key.
     *
     * @return the id
     */
    public String s3AccessKeyId() {
        return first.s3AccessKeyId();
    }

    /**
     * Returns the S3 secret.
     *
     * @return the secret
     */
    public String s3SecretAccessKey() {
        return first.s3SecretAccessKey();
    }

    /**
     * Signs a token for a user, whether or not there is one of that id; valid for an hour.
     *
     * @param userId the user's id
     * @return a token with role {@code authenticated}
     */
    public String userToken(String userId) {
        return first.userToken(userId);
    }

    /**
     * Returns the mails and text messages that were sent.
     *
     * @return the project's outbox
     */
    public Outbox outbox() {
        return first.outbox();
    }

    /**
     * Returns the last requests of all projects and of the platform itself.
     *
     * @return at most 2,000 requests, the newest last
     */
    public List<RecordedRequest> requests() {
        return runtime.requests().all();
    }

    /**
     * Returns what goes wrong on purpose.
     *
     * @return the faults of all ports
     */
    public Faults faults() {
        return runtime.faults();
    }

    /**
     * Makes up users.
     *
     * @param count how many
     */
    public void seedUsers(int count) {
        first.seedUsers(count);
    }

    /**
     * Makes up objects with synthetic bodies, which take no room.
     *
     * @param bucket the bucket, created if there is none
     * @param count how many
     */
    public void seedObjects(String bucket, int count) {
        first.seedObjects(bucket, count);
    }

    /**
     * Moves the platform's clock on, or back; tokens, links and mails go by it.
     *
     * @param by how far
     */
    public void moveClock(Duration by) {
        runtime.clock().move(by);
    }

    /** Forgets all data of all projects, policies and faults that were added, the requests and the clock's shift. */
    public void reset() {
        runtime.reset();
    }

    /** Stops it: no port, thread or temporary file is left. */
    @Override
    public void close() {
        runtime.close();
    }

    @Override
    public String toString() {
        return "LocalPlatform[" + platformUrl() + "]";
    }
}
