package dev.plinth.testkit;

import dev.plinth.testkit.internal.platform.PlatformOptions;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Project;
import dev.plinth.testkit.internal.services.AllServices;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.List;

/**
 * A platform in this JVM for tests: users, storage and S3 that behave like the real servers, on free ports, without
 * Docker.
 *
 * <pre>{@code
 * try (LocalPlatform platform = LocalPlatform.start();
 *         Project project = Project.connect(platform.projectUrl(), ApiKey.of(platform.serviceKey()))) {
 *     project.buckets().create("avatars");
 *     platform.faults().add(Fault.on("POST", "/storage/v1/object/**").status(503));
 *     project.bucket("avatars").upload("ada.txt", Content.ofString("retried once"));
 * }
 * }</pre>
 *
 * <p>Methods for a project, such as {@link #anonKey()}, apply to the first one; {@link #project(String)} returns the
 * others. Thread-safe.
 */
public final class LocalPlatform implements AutoCloseable {
    private final PlatformRuntime runtime;
    private final LocalProject first;

    private LocalPlatform(PlatformRuntime runtime) {
        this.runtime = runtime;
        this.first = project(runtime.options().projects().get(0));
    }

    /**
     * Starts a platform with one project on free ports.
     *
     * @return the running platform; the caller closes it
     */
    public static LocalPlatform start() {
        return builder().start();
    }

    /** {@return a builder for a platform with other settings} */
    public static LocalPlatformBuilder builder() {
        return new LocalPlatformBuilder();
    }

    static LocalPlatform start(PlatformOptions options) {
        try {
            return new LocalPlatform(PlatformRuntime.start(options, new AllServices()));
        } catch (IOException e) {
            throw new UncheckedIOException(e.getMessage(), e);
        }
    }

    /** {@return the URL of the control plane and of the sign-in to it, without a slash at its end} */
    public String platformUrl() {
        return runtime.platform().context().url();
    }

    /** {@return a new access token of the platform's owner for the control plane, valid for a day} */
    public String platformToken() {
        return runtime.platformToken();
    }

    /**
     * {@return the token that allows programs with another {@code Origin} or {@code Host} to use the routes under
     * {@code /__local/}, as {@code Authorization: Bearer}; it differs after each start}
     */
    public String localToken() {
        return runtime.localToken();
    }

    /** {@return the first project} */
    public LocalProject project() {
        return first;
    }

    /**
     * Returns the project with the given ref.
     *
     * @param ref the ref
     * @return the project
     * @throws IllegalArgumentException if the project does not exist
     */
    public LocalProject project(String ref) {
        Project project = runtime.project(ref)
                .orElseThrow(() -> new IllegalArgumentException("there is no project with the ref " + ref));
        return new LocalProject(project);
    }

    /** {@return all projects, sorted by ref} */
    public List<LocalProject> projects() {
        return runtime.projects().stream().map(LocalProject::new).toList();
    }

    /**
     * Creates a project on a free port of its own.
     *
     * @param ref the project's ref
     * @return the project
     * @throws IllegalArgumentException if a project with this ref exists, or the ref is not valid
     */
    public LocalProject createProject(String ref) {
        return new LocalProject(runtime.createProject(ref, 0));
    }

    /** {@return the first project's ref} */
    public String projectRef() {
        return first.projectRef();
    }

    /** {@return the first project's URL, without a slash at its end} */
    public String projectUrl() {
        return first.projectUrl();
    }

    /** {@return the URL of the first project's Storage service, which ends with {@code /storage/v1}} */
    public String storageUrl() {
        return first.storageUrl();
    }

    /** {@return the URL of the first project's Auth service, which ends with {@code /auth/v1}} */
    public String authUrl() {
        return first.authUrl();
    }

    /** {@return the project's public API key, a JWT with the role {@code anon}} */
    public String anonKey() {
        return first.anonKey();
    }

    /**
     * {@return the project's service-role key, a JWT with the role {@code service_role} that bypasses row-level
     * security}
     */
    public String serviceKey() {
        return first.serviceKey();
    }

    /** {@return the secret that signs the project's tokens} */
    public String jwtSecret() {
        return first.jwtSecret();
    }

    /** {@return the URL of the S3 endpoint, for path-style requests} */
    public String s3Endpoint() {
        return first.s3Endpoint();
    }

    /** {@return the region that S3 signatures must contain} */
    public String s3Region() {
        return first.s3Region();
    }

    /** {@return the S3 access key id} */
    public String s3AccessKeyId() {
        return first.s3AccessKeyId();
    }

    /** {@return the S3 secret access key} */
    public String s3SecretAccessKey() {
        return first.s3SecretAccessKey();
    }

    /**
     * Signs an access token for a user, valid for an hour. The user does not have to exist.
     *
     * @param userId the user's id
     * @return an access token with the role {@code authenticated}
     */
    public String userToken(String userId) {
        return first.userToken(userId);
    }

    /** {@return the e-mails and text messages that the first project sent} */
    public Outbox outbox() {
        return first.outbox();
    }

    /** {@return the last requests to all projects and to the control plane, at most 2,000, the newest last} */
    public List<RecordedRequest> requests() {
        return runtime.requests().all();
    }

    /** {@return the faults that are injected into requests on all ports} */
    public Faults faults() {
        return runtime.faults();
    }

    /**
     * Creates users in the first project.
     *
     * @param count the number of users
     */
    public void seedUsers(int count) {
        first.seedUsers(count);
    }

    /**
     * Creates objects in the first project. Their content is generated when it is read, so it takes no space.
     *
     * @param bucket the bucket's id; the bucket is created if it does not exist
     * @param count the number of objects
     */
    public void seedObjects(String bucket, int count) {
        first.seedObjects(bucket, count);
    }

    /**
     * Moves the platform's clock, which determines when tokens, links and e-mails expire.
     *
     * @param by the shift; negative to move it back
     */
    public void moveClock(Duration by) {
        runtime.clock().move(by);
    }

    /**
     * Deletes the data of all projects, the policies and faults that were added, and the recorded requests, and resets
     * the clock.
     */
    public void reset() {
        runtime.reset();
    }

    /** Stops the platform. It releases all ports and threads, and deletes its temporary files. */
    @Override
    public void close() {
        runtime.close();
    }

    @Override
    public String toString() {
        return "LocalPlatform[" + platformUrl() + "]";
    }
}
