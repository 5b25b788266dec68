package dev.plinth.s3compat;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.call.BareTransport;
import dev.plinth.core.internal.call.LiveConnection;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.gateway.ProjectGateway;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.s3compat.internal.Endpoint;
import dev.plinth.s3compat.internal.KeyForms;
import dev.plinth.s3compat.internal.S3Settings;
import dev.plinth.s3compat.internal.SessionCredentials;
import dev.plinth.s3compat.internal.wire.Carrier;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Says where S3 is and who acts. Not thread-safe. */
public final class S3CompatBuilder {

    private @Nullable ProjectGateway gateway;
    private @Nullable String url;
    private boolean exact;
    private boolean project;
    private @Nullable String ref;
    private @Nullable String region;
    private @Nullable ApiKey anonKey;
    private @Nullable Credentials session;
    private @Nullable LiveConnection live;
    private @Nullable S3Keys keys;
    private @Nullable Boolean guarded;
    private Optional<Carrier> carrier = Optional.empty();
    private boolean digests;
    private boolean legacyKeys;
    private boolean allowHttp;
    private Clock clock = Clock.systemUTC();

    S3CompatBuilder() {}

    /**
     * Takes a project's endpoint, region, ref and keys from a connection that leads straight to it. Blocking clients
     * send through the connection's transport, with its proxy, its TLS settings and its timeouts.
     *
     * @param connection the connection
     * @return this builder
     * @throws UnsupportedByGatewayException if it leads through a control plane: S3 signs the path and the host, and no
     *     proxy that rewrites them can be passed
     */
    public S3CompatBuilder connection(Connection connection) {
        Arguments.required(connection, "connection");
        Gateway way = LiveConnection.of(connection).gateway();
        if (!(way instanceof ProjectGateway straight)) {
            throw new UnsupportedByGatewayException(
                    "s3", way.describe(), "use the connection of platform.project(ref).direct(), which leads straight");
        }
        BareTransport bare = BareTransport.of(LiveConnection.of(connection));
        gateway = straight;
        carrier = Optional.of(new Carrier(bare.transport(), bare.stallTimeout(), () -> {}));
        allowHttp = true;
        return this;
    }

    /**
     * Sets a project's own URL; S3 is below it at {@code /storage/v1/s3}.
     *
     * @param projectUrl such as {@code https://ref.example.co}
     * @return this builder
     */
    public S3CompatBuilder project(String projectUrl) {
        Arguments.present(projectUrl, "projectUrl");
        return at(projectUrl, false, true);
    }

    /**
     * Sets the endpoint. What is evidently the URL of a project or of its storage is completed; anything else, such as
     * MinIO's or AWS's, is taken as it is.
     *
     * @param endpoint such as {@code https://ref.storage.supabase.co/storage/v1/s3}, {@code http://localhost:9000}
     * @return this builder
     */
    public S3CompatBuilder endpoint(String endpoint) {
        Arguments.present(endpoint, "endpoint");
        return at(endpoint, false, false);
    }

    /**
     * Sets the endpoint, and completes nothing.
     *
     * @param endpoint the endpoint
     * @return this builder
     */
    public S3CompatBuilder endpointExact(String endpoint) {
        Arguments.present(endpoint, "endpoint");
        return at(endpoint, true, false);
    }

    private S3CompatBuilder at(String where, boolean asItIs, boolean isProject) {
        url = Objects.requireNonNull(where, "url");
        exact = asItIs;
        project = isProject;
        return this;
    }

    /**
     * Sets the project's ref: with a user's session it is the access key id. Of a hosted project it gives the endpoint
     * too.
     *
     * @param projectRef the ref; of a self-hosted project its {@code TENANT_ID}
     * @return this builder
     */
    public S3CompatBuilder ref(String projectRef) {
        Arguments.present(projectRef, "projectRef");
        ref = Objects.requireNonNull(projectRef, "ref");
        return this;
    }

    /**
     * Sets the region to sign for.
     *
     * @param name the project's region; {@code us-east-1} by default, which Storage takes unless it insists on its own
     * @return this builder
     */
    public S3CompatBuilder region(String name) {
        Arguments.required(name, "name");
        region = Objects.requireNonNull(name, "region");
        return this;
    }

    /**
     * Acts with access keys: with all rights, on servers only.
     *
     * @param accessKeys the project's S3 keys
     * @return this builder
     */
    public S3CompatBuilder keys(S3Keys accessKeys) {
        Arguments.required(accessKeys, "accessKeys");
        keys = Objects.requireNonNull(accessKeys, "keys");
        return this;
    }

    /**
     * Acts as a user, under row-level security. The session's refresh is followed.
     *
     * @param credentials a session of {@code plinth-auth}, or a user's access token
     * @return this builder
     */
    public S3CompatBuilder session(Credentials credentials) {
        Arguments.required(credentials, "credentials");
        session = Objects.requireNonNull(credentials, "session");
        return this;
    }

    /**
     * Sets the project's legacy key for clients, which is the secret key of a user's session.
     *
     * @param key a JWT of role {@code anon}
     * @return this builder
     */
    public S3CompatBuilder anonKey(ApiKey key) {
        Arguments.required(key, "key");
        anonKey = Objects.requireNonNull(key, "anonKey");
        return this;
    }

    /**
     * Sends access keys as they are, though they look like the project's API keys.
     *
     * @return this builder
     */
    public S3CompatBuilder legacyKeys() {
        legacyKeys = true;
        return this;
    }

    /**
     * Refuses, or does not, what the Storage server would take for something else and so destroy data: without a word,
     * it does at endpoints of that server.
     *
     * @param on whether to refuse
     * @return this builder
     */
    public S3CompatBuilder guard(boolean on) {
        guarded = on;
        return this;
    }

    /**
     * Compares every object that is read or written with its MD5 digest, which Storage's ETag is, whatever its size and
     * over https too. Without this call, that is done over plain http from 1 MiB on, and where a response does not tell
     * its length. Does nothing at servers other than Storage, whose ETags need not be digests.
     *
     * @return this builder
     */
    public S3CompatBuilder alwaysCompareDigests() {
        digests = true;
        return this;
    }

    /**
     * Allows plain http to hosts other than this machine.
     *
     * @return this builder
     */
    public S3CompatBuilder allowHttp() {
        allowHttp = true;
        return this;
    }

    S3CompatBuilder clock(Clock other) {
        clock = other;
        return this;
    }

    S3CompatBuilder sessionOf(Connection connection) {
        live = LiveConnection.of(connection).unbound();
        return connection(connection).session(live.credentials());
    }

    /**
     * Puts it together. Nothing is sent.
     *
     * @return S3 there, for whoever acts
     * @throws IllegalArgumentException if something is missing or is not what it should be; the message says what to do
     */
    public S3Compat build() {
        Endpoint endpoint = endpoint();
        String signedFor = Optional.ofNullable(region)
                .or(() -> Optional.ofNullable(gateway).flatMap(ProjectGateway::region))
                .orElseGet(endpoint::region);
        boolean guard = guarded == null ? endpoint.storage() : guarded;
        return new S3Compat(new S3Settings(endpoint, signedFor, credentials(endpoint), guard, digests, carrier, clock));
    }

    private Endpoint endpoint() {
        if (url != null) {
            return exact
                    ? Endpoint.exact(url, allowHttp)
                    : project ? Endpoint.ofProject(url, allowHttp) : Endpoint.of(url, allowHttp);
        }
        if (gateway != null) {
            return new Endpoint(
                    Endpoint.exact(gateway.storageUrl() + "/s3", true).uri(), true);
        }
        if (ref != null) {
            return Endpoint.ofRef(ref);
        }
        throw new IllegalArgumentException("where is S3? Say connection(…), project(…), endpoint(…) or ref(…)");
    }

    private AwsCredentialsProvider credentials(Endpoint endpoint) {
        if (keys != null && session != null) {
            throw new IllegalArgumentException("who acts: keys(…) or session(…)?");
        }
        if (keys != null) {
            if (!legacyKeys) {
                KeyForms.check(keys);
            }
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    keys.accessKeyId(), keys.secretAccessKey().reveal()));
        }
        if (session != null) {
            return new SessionCredentials(refAt(endpoint), anon(), checked(session), clock, live);
        }
        throw new IllegalArgumentException("who acts? Say keys(…), or session(…)");
    }

    private String refAt(Endpoint endpoint) {
        return Optional.ofNullable(ref)
                .or(() -> Optional.ofNullable(gateway).flatMap(ProjectGateway::ref))
                .or(endpoint::ref)
                .orElseThrow(
                        () -> new IllegalArgumentException("with a user's session the access key id is the project's"
                                + " ref, and nobody told it: say ref(…), or connect with o -> o.projectRef(…); of a"
                                + " self-hosted project it is its TENANT_ID"));
    }

    private ApiKey anon() {
        ApiKey key = anonKey != null ? anonKey : gateway == null ? null : gateway.key();
        if (key == null || (key.kind() != ApiKey.Kind.ANON && key.kind() != ApiKey.Kind.OTHER)) {
            throw new IllegalArgumentException(
                    "with a user's session the secret key is the project's legacy anon key, a"
                            + " JWT" + (key == null ? "" : ", not a key of kind " + key.kind())
                            + ": connect with that key, or say anonKey(…)");
        }
        return key;
    }

    private static Credentials checked(Credentials acting) {
        if (acting instanceof ApiKey key && key.kind() != ApiKey.Kind.ANON) {
            throw new IllegalArgumentException("this connection acts with the project's own key (" + key.kind()
                    + "), as nobody's user: derive it by actingAs(session), or use S3Compat.of(connection, keys)");
        }
        return acting;
    }
}
