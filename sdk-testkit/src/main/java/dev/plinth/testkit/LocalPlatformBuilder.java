package dev.plinth.testkit;

import dev.plinth.testkit.internal.platform.PlatformOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Builds a {@link LocalPlatform}. Not thread-safe. */
public final class LocalPlatformBuilder {
    /** The public default secret of the local development stack; it protects nothing. */
    private static final String JWT_SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";

    private static final String PROJECT_REF = "localplatformproject";

    private String host = "127.0.0.1";
    private int port;
    private List<Integer> projectPorts = List.of();
    private boolean quiet;
    private boolean logRequests;
    private @Nullable Path data;
    private final List<String> projects = new ArrayList<>();
    private String jwtSecret = JWT_SECRET;
    private Profile profile = Profile.POWABASE;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Policy> policies = new ArrayList<>();

    LocalPlatformBuilder() {}

    /**
     * Sets the address to listen on.
     *
     * @param address a host name or IP address; {@code 127.0.0.1} by default
     * @return this builder
     */
    public LocalPlatformBuilder host(String address) {
        host = Objects.requireNonNull(address, "address");
        return this;
    }

    /**
     * Sets the port of the control plane.
     *
     * @param number the port; 0, the default, for a free one
     * @return this builder
     */
    public LocalPlatformBuilder port(int number) {
        port = number;
        return this;
    }

    /**
     * Sets the ports of the projects, in the order in which the projects were added. Projects without a port use a free
     * one, which differs after each start.
     *
     * @param numbers the ports; 0 for a free one
     * @return this builder
     */
    public LocalPlatformBuilder projectPorts(int... numbers) {
        projectPorts = Arrays.stream(numbers).boxed().toList();
        return this;
    }

    /**
     * Sets the directory in which users and objects are stored, so that they are kept when the platform is restarted.
     * By default they are stored in a temporary directory that is deleted at the end. The directory is locked while the
     * platform runs: a second platform cannot use it.
     *
     * @param directory the directory; it is created if it does not exist
     * @return this builder
     */
    public LocalPlatformBuilder data(Path directory) {
        data = Objects.requireNonNull(directory, "directory");
        return this;
    }

    /**
     * Adds a project. By default the platform has one project with a fixed ref.
     *
     * @param ref the project's ref: 1 to 63 letters, digits, {@code -} and {@code _}
     * @return this builder
     */
    public LocalPlatformBuilder project(String ref) {
        projects.add(Objects.requireNonNull(ref, "ref"));
        return this;
    }

    /**
     * Sets the JWT secret of the first project, from which its keys are derived.
     *
     * @param secret the secret
     * @return this builder
     */
    public LocalPlatformBuilder jwtSecret(String secret) {
        jwtSecret = Objects.requireNonNull(secret, "secret");
        return this;
    }

    /**
     * Sets which control plane is imitated.
     *
     * @param controlPlane the profile; {@link Profile#POWABASE} by default
     * @return this builder
     */
    public LocalPlatformBuilder profile(Profile controlPlane) {
        profile = Objects.requireNonNull(controlPlane, "controlPlane");
        return this;
    }

    /**
     * Sets the maximum size of an object.
     *
     * @param bytes the limit in bytes
     * @return this builder
     */
    public LocalPlatformBuilder fileSizeLimit(long bytes) {
        return set("UPLOAD_FILE_SIZE_LIMIT", Long.toString(bytes));
    }

    /**
     * Sets the region that S3 signatures must contain.
     *
     * @param region the region
     * @return this builder
     */
    public LocalPlatformBuilder region(String region) {
        return set("STORAGE_S3_REGION", region);
    }

    /**
     * Refuses S3 requests that the real server confuses with others so that data is lost: for example, PutObjectTagging
     * replaces the object's content, and DeleteBucketCors deletes the bucket. By default they have the same effect as
     * on the real server.
     *
     * @return this builder
     */
    public LocalPlatformBuilder refuseDestructiveS3Calls() {
        return set("LOCAL_S3_REFUSE_DESTRUCTIVE", "true");
    }

    /**
     * Sets a setting by its name on the real servers.
     *
     * @param name the name of the environment variable, such as {@code UPLOAD_FILE_SIZE_LIMIT}
     * @param value the value as text
     * @return this builder
     */
    public LocalPlatformBuilder set(String name, String value) {
        settings.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Prints no internal errors. By default the stack trace of an unexpected exception that leads to a response with
     * status 500 is printed to {@code System.err}.
     *
     * @return this builder
     */
    public LocalPlatformBuilder quiet() {
        quiet = true;
        return this;
    }

    /**
     * Prints a line to {@code System.err} for each request: time, project, method, path, status and duration. Secrets
     * in the query are replaced by {@code ****}.
     *
     * @return this builder
     */
    public LocalPlatformBuilder logRequests() {
        logRequests = true;
        return this;
    }

    /**
     * Adds a policy that applies from the start.
     *
     * @param policy the policy
     * @return this builder
     */
    public LocalPlatformBuilder policy(Policy policy) {
        policies.add(Objects.requireNonNull(policy, "policy"));
        return this;
    }

    /**
     * Starts the platform.
     *
     * @return the running platform; the caller closes it
     * @throws IllegalArgumentException if a setting does not exist, or the value of a setting or a ref is not valid
     * @throws java.io.UncheckedIOException if a port is in use, or the data directory cannot be used or is in use by
     *     another platform
     */
    public LocalPlatform start() {
        List<String> refs = projects.isEmpty() ? List.of(PROJECT_REF) : List.copyOf(projects);
        return LocalPlatform.start(new PlatformOptions(
                host,
                port,
                projectPorts,
                data,
                refs,
                jwtSecret,
                profile,
                Map.copyOf(settings),
                List.copyOf(policies),
                quiet,
                logRequests));
    }
}
