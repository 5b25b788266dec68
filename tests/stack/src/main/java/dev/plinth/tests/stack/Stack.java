package dev.plinth.tests.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.core.ApiKey;
import dev.plinth.testkit.LocalPlatform;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Assumptions;

/**
 * A project to test against, and the platform before it, if there is one. What a test makes there bears a random name,
 * and the test clears it away: others may be using the same project.
 */
public final class Stack {

    /** The system property that names a file with the line of JSON that describes a project. */
    public static final String FILE = "plinth.stack";

    private final JsonNode description;
    private final @Nullable LocalPlatform local;

    private Stack(JsonNode description, @Nullable LocalPlatform local) {
        this.description = description;
        this.local = local;
    }

    /** Returns the stack that this run is against. */
    public static Stack get() {
        return Holder.STACK;
    }

    /** Returns the project's URL. */
    public String projectUrl() {
        return required("projectUrl");
    }

    /** Returns the key for clients. */
    public ApiKey anonKey() {
        return ApiKey.of(required("anonKey"));
    }

    /** Returns the key that may do everything. */
    public ApiKey serviceKey() {
        return ApiKey.of(required("serviceKey"));
    }

    /** Returns the secret that tokens are signed with. */
    public String jwtSecret() {
        return required("jwtSecret");
    }

    /** Returns the platform's URL. */
    public Optional<String> platformUrl() {
        return optional("platformUrl");
    }

    /** Returns a signed-in user's token for the platform. */
    public Optional<String> platformToken() {
        return optional("platformToken");
    }

    /** Returns the project's ref on the platform. */
    public Optional<String> projectRef() {
        return optional("projectRef");
    }

    /** Returns a field of the S3 endpoint: {@code endpoint}, {@code region}, {@code accessKeyId}, {@code secretAccessKey}. */
    public Optional<String> s3(String field) {
        return Optional.ofNullable(description.path("s3").path(field).textValue());
    }

    /** Returns where a service is mounted ({@code authUrl}, {@code storageUrl}), if that is not the usual place. */
    public Optional<String> serviceUrl(String field) {
        return optional(field);
    }

    /**
     * Returns the text of the newest mail to an address.
     *
     * @throws org.opentest4j.TestAbortedException if the stack keeps no mails
     */
    public Optional<String> mailTo(String address) {
        Optional<String> outbox = optional("outboxUrl");
        Assumptions.assumeTrue(outbox.isPresent(), "the stack keeps no mails");
        @Nullable String found = null;
        for (JsonNode mail : read(outbox.orElseThrow())) {
            // one address, or a list of them
            if (mail.path("to").toString().contains("\"" + address + "\"")) {
                found = mail.path("body").asText();
            }
        }
        return Optional.ofNullable(found);
    }

    /**
     * Returns the embedded platform, for its faults, outbox and clock.
     *
     * @throws IllegalStateException if the run is against another; tests that call this are tagged {@code local}
     */
    public LocalPlatform local() {
        if (local == null) {
            throw new IllegalStateException("this run is not against a platform of its own");
        }
        return local;
    }

    /** Returns whether this run has started a platform of its own. */
    public boolean isLocal() {
        return local != null;
    }

    /** Makes a name that nothing else has. */
    public static String uniqueName(String prefix) {
        return prefix + "-" + UUID.randomUUID();
    }

    private static JsonNode read(String url) {
        try (InputStream in = URI.create(url).toURL().openStream()) {
            return new JsonMapper().readTree(in);
        } catch (IOException e) {
            throw new UncheckedIOException("the stack's mails cannot be read", e);
        }
    }

    private String required(String field) {
        return optional(field).orElseThrow(() -> new IllegalStateException(field + " is missing in the stack's file"));
    }

    private Optional<String> optional(String field) {
        return Optional.ofNullable(description.path(field).textValue());
    }

    private static final class Holder {

        private static final Stack STACK = open();

        private static Stack open() {
            String file = System.getProperty(FILE, "");
            if (file.isBlank() || file.startsWith("${")) {
                LocalPlatform platform = LocalPlatform.start();
                return new Stack(describe(platform), platform);
            }
            try {
                return new Stack(new JsonMapper().readTree(Path.of(file).toFile()), null);
            } catch (IOException e) {
                throw new UncheckedIOException("the stack's file cannot be read: " + file, e);
            }
        }

        private static JsonNode describe(LocalPlatform platform) {
            var json = new JsonMapper().createObjectNode();
            json.put("platformUrl", platform.platformUrl());
            json.put("projectRef", platform.projectRef());
            json.put("projectUrl", platform.projectUrl());
            json.put("platformToken", platform.platformToken());
            json.put("anonKey", platform.anonKey());
            json.put("serviceKey", platform.serviceKey());
            json.put("jwtSecret", platform.jwtSecret());
            json.put("outboxUrl", platform.projectUrl() + "/__local/outbox");
            json.putObject("s3")
                    .put("endpoint", platform.s3Endpoint())
                    .put("region", platform.s3Region())
                    .put("accessKeyId", platform.s3AccessKeyId())
                    .put("secretAccessKey", platform.s3SecretAccessKey());
            return json;
        }
    }
}
