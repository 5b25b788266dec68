package dev.plinth.testkit;

import dev.plinth.testkit.internal.platform.PlatformOptions;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Sets up a {@link LocalPlatform}. Not safe for use by many threads. */
public final class LocalPlatformBuilder {
    /** The secret that the local development stack has too: of no worth, and known to everyone. */
    private static final String JWT_SECRET = "super-secret-jwt-token-with-at-least-32-characters-long";

    private static final String PROJECT_REF = "localplatformproject";

    private String host = "127.0.0.1";
    private int port;
    private @Nullable Path data;
    private final List<String> projects = new ArrayList<>();
    private String jwtSecret = JWT_SECRET;
    private Profile profile = Profile.POWABASE;
    private final Map<String, String> settings = new LinkedHashMap<>();
    private final List<Policy> policies = new ArrayList<>();

    LocalPlatformBuilder() {}

    /**
     * Sets the address to listen on; {@code 127.0.0.1} unless set.
     *
     * @param address a host name or address
     * @return this builder
     */
    public LocalPlatformBuilder host(String address) {
        host = Objects.requireNonNull(address, "address");
        return this;
    }

    /**
     * Sets the platform's port; a free one unless set. Projects take free ones in any case.
     *
     * @param number the port, 0 for a free one
     * @return this builder
     */
    public LocalPlatformBuilder port(int number) {
        port = number;
        return this;
    }

    /**
     * Keeps users and objects in a folder, over restarts; in a temporary one that goes at the end unless set.
     *
     * @param folder the folder, created if there is none
     * @return this builder
     */
    public LocalPlatformBuilder data(Path folder) {
        data = Objects.requireNonNull(folder, "folder");
        return this;
    }

    /**
     * Adds a project; there is one of a fixed ref unless any is added.
     *
     * @param ref its ref
     * @return this builder
     */
    public LocalPlatformBuilder project(String ref) {
        projects.add(Objects.requireNonNull(ref, "ref"));
        return this;
    }

    /**
     * Sets the secret of the first project; all keys follow from it.
     *
     * @param secret the secret
     * @return this builder
     */
    public LocalPlatformBuilder jwtSecret(String secret) {
        jwtSecret = Objects.requireNonNull(secret, "secret");
        return this;
    }

    /**
     * Sets the control plane's manner; {@link Profile#POWABASE} unless set.
     *
     * @param manner the profile
     * @return this builder
     */
    public LocalPlatformBuilder profile(Profile manner) {
        profile = Objects.requireNonNull(manner, "manner");
        return this;
    }

    /**
     * Sets what an object may have at most.
     *
     * @param bytes the limit
     * @return this builder
     */
    public LocalPlatformBuilder fileSizeLimit(long bytes) {
        return set("UPLOAD_FILE_SIZE_LIMIT", Long.toString(bytes));
    }

    /**
     * Sets the region that S3 clients sign for.
     *
     * @param region the region
     * @return this builder
     */
    public LocalPlatformBuilder region(String region) {
        return set("STORAGE_S3_REGION", region);
    }

    /**
     * Refuses S3 calls that the real server takes for others, with data lost: a tag that replaces the object's content,
     * a deleted rule that deletes the bucket. Unless set they do here what they do there.
     *
     * @return this builder
     */
    public LocalPlatformBuilder refuseDestructiveS3Calls() {
        return set("LOCAL_S3_REFUSE_DESTRUCTIVE", "true");
    }

    /**
     * Sets a setting by the servers' own name of it.
     *
     * @param name the name
     * @param value the value as text
     * @return this builder
     */
    public LocalPlatformBuilder set(String name, String value) {
        settings.put(Objects.requireNonNull(name, "name"), Objects.requireNonNull(value, "value"));
        return this;
    }

    /**
     * Allows a role something, from the start.
     *
     * @param policy what is allowed
     * @return this builder
     */
    public LocalPlatformBuilder policy(Policy policy) {
        policies.add(Objects.requireNonNull(policy, "policy"));
        return this;
    }

    /**
     * Starts the platform.
     *
     * @return a running platform
     * @throws IllegalArgumentException if there is no such setting, or it does not take its value
     * @throws java.io.UncheckedIOException if the port is taken, or the data folder cannot be used
     */
    public LocalPlatform start() {
        List<String> refs = projects.isEmpty() ? List.of(PROJECT_REF) : List.copyOf(projects);
        return LocalPlatform.start(new PlatformOptions(
                host, port, data, refs, jwtSecret, profile, Map.copyOf(settings), List.copyOf(policies)));
    }
}
