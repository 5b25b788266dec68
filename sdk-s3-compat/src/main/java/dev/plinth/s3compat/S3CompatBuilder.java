package dev.plinth.s3compat;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.CredentialsSource;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.connection.BareTransport;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.gateway.ProjectGateway;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.s3compat.internal.Endpoint;
import dev.plinth.s3compat.internal.KeyForms;
import dev.plinth.s3compat.internal.S3Settings;
import dev.plinth.s3compat.internal.SessionCredentials;
import dev.plinth.s3compat.internal.http.SharedTransport;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Builds an {@link S3Compat}. The endpoint and the credentials are required. Not thread-safe. */
public final class S3CompatBuilder {

    private @Nullable ProjectGateway gateway;
    private @Nullable String url;
    private boolean completesUrl;
    private @Nullable String ref;
    private @Nullable String region;
    private @Nullable ApiKey anonKey;
    private @Nullable Credentials session;
    private @Nullable LiveConnection sessionConnection;
    private @Nullable S3Keys keys;
    private @Nullable Boolean blockUnsafe;
    private Optional<SharedTransport> transport = Optional.empty();
    private boolean digests;
    private boolean allowApiKeys;
    private boolean allowHttp;
    private Clock clock = Clock.systemUTC();

    S3CompatBuilder() {}

    /**
     * Takes the project's endpoint, region, ref and API key from a direct connection. Blocking clients send through the
     * connection's transport, with its proxy, its TLS settings and its timeouts.
     *
     * @param connection a direct connection to the project
     * @return this builder
     * @throws UnsupportedByGatewayException if the connection goes through a control plane: S3 signs the path and the
     *     host, which a control plane rewrites
     */
    public S3CompatBuilder connection(Connection connection) {
        Arguments.required(connection, "connection");
        Gateway target = LiveConnection.of(connection).gateway();
        if (!(target instanceof ProjectGateway direct)) {
            throw new UnsupportedByGatewayException(
                    "s3", target.describe(), "use the connection of platform.project(ref).connectDirect()");
        }
        BareTransport bare = BareTransport.of(LiveConnection.of(connection));
        gateway = direct;
        transport = Optional.of(new SharedTransport(bare.transport(), bare.idleTimeout(), () -> {}));
        allowHttp = true;
        return this;
    }

    /**
     * Sets the project's URL. The S3 endpoint is {@code /storage/v1/s3} below it; a URL that already has this path or a
     * part of it is completed.
     *
     * @param projectUrl the URL, such as {@code https://ref.example.co}
     * @return this builder
     */
    public S3CompatBuilder projectUrl(String projectUrl) {
        url = Arguments.present(projectUrl, "projectUrl");
        completesUrl = true;
        return this;
    }

    /**
     * Sets the S3 endpoint, as the AWS SDK's {@code endpointOverride} does. The URL is used unchanged; for a project, use
     * {@link #projectUrl}.
     *
     * @param endpoint the URL, such as {@code https://ref.storage.supabase.co/storage/v1/s3}, {@code http://localhost:9000}
     *     or {@code https://s3.eu-west-1.amazonaws.com}
     * @return this builder
     */
    public S3CompatBuilder endpoint(String endpoint) {
        url = Arguments.present(endpoint, "endpoint");
        completesUrl = false;
        return this;
    }

    /**
     * Sets the project's ref, which is the access key id of a user's session. For a hosted project, the endpoint is
     * derived from it unless it is set.
     *
     * @param projectRef the ref; for a self-hosted project its {@code TENANT_ID}
     * @return this builder
     */
    public S3CompatBuilder projectRef(String projectRef) {
        Arguments.present(projectRef, "projectRef");
        ref = Objects.requireNonNull(projectRef, "ref");
        return this;
    }

    /**
     * Sets the region in the signatures.
     *
     * @param region the project's region; by default the region of the connection, else the AWS region in the host
     *     name, else {@code us-east-1}, which Storage accepts unless it is configured to require its own region
     * @return this builder
     */
    public S3CompatBuilder region(String region) {
        this.region = Arguments.required(region, "region");
        return this;
    }

    /**
     * Uses access keys. They bypass row-level security: use them on servers only.
     *
     * @param accessKeys the project's S3 access keys
     * @return this builder
     */
    public S3CompatBuilder keys(S3Keys accessKeys) {
        Arguments.required(accessKeys, "accessKeys");
        keys = Objects.requireNonNull(accessKeys, "keys");
        return this;
    }

    /**
     * Acts as a user, under row-level security. The clients always use the current access token.
     *
     * @param credentials the credentials of a user, such as their access token
     * @return this builder
     */
    public S3CompatBuilder session(Credentials credentials) {
        Arguments.required(credentials, "credentials");
        session = Objects.requireNonNull(credentials, "session");
        return this;
    }

    /**
     * Acts as a user, under row-level security. The clients always use the current access token.
     *
     * @param session a signed-in user's session
     * @return this builder
     */
    public S3CompatBuilder session(CredentialsSource session) {
        return session(Objects.requireNonNull(session, "session").credentials());
    }

    /**
     * Sets the project's legacy anon key, which is the secret key of a user's session.
     *
     * @param key a JWT with the role {@code resolveAnonKey}
     * @return this builder
     */
    public S3CompatBuilder anonKey(ApiKey key) {
        Arguments.required(key, "key");
        anonKey = Objects.requireNonNull(key, "anonKey");
        return this;
    }

    /**
     * Allows access keys that look like API keys of the project. By default {@link #build} refuses them.
     *
     * @return this builder
     */
    public S3CompatBuilder allowApiKeysAsAccessKeys() {
        allowApiKeys = true;
        return this;
    }

    /**
     * Sets whether operations are refused that the Storage server would confuse with others and that could destroy
     * data. By default they are refused for endpoints of the Storage server, and sent to other servers.
     *
     * @param block true to refuse them
     * @return this builder
     */
    public S3CompatBuilder blockUnsafeOperations(boolean block) {
        blockUnsafe = block;
        return this;
    }

    /**
     * Compares the MD5 of every object that is read or written with its ETag, for every size and also over https. By
     * default only objects of 1 MiB and more over plain http and responses without a length are compared. Has no effect
     * on servers other than Storage, because their ETags may not be digests.
     *
     * @return this builder
     */
    public S3CompatBuilder alwaysCompareDigests() {
        digests = true;
        return this;
    }

    /**
     * Allows plain http to other machines. By default it is allowed to this machine only, and to the endpoint of a
     * connection.
     *
     * @return this builder
     */
    public S3CompatBuilder allowHttp() {
        allowHttp = true;
        return this;
    }

    S3CompatBuilder clock(Clock newClock) {
        clock = newClock;
        return this;
    }

    S3CompatBuilder sessionOf(Connection connection) {
        sessionConnection = LiveConnection.of(connection).unbound();
        return connection(connection).session(sessionConnection.credentials());
    }

    /**
     * Builds the configuration. Sends nothing.
     *
     * @return the configuration
     * @throws IllegalArgumentException if the endpoint or the credentials are missing or not valid; the message names
     *     what to set
     */
    public S3Compat build() {
        Endpoint endpoint = endpoint();
        String signingRegion = Optional.ofNullable(region)
                .or(() -> Optional.ofNullable(gateway).flatMap(ProjectGateway::region))
                .orElseGet(endpoint::region);
        boolean guard = blockUnsafe == null ? endpoint.isStorage() : blockUnsafe;
        return new S3Compat(
                new S3Settings(endpoint, signingRegion, credentials(endpoint), guard, digests, transport, clock));
    }

    private Endpoint endpoint() {
        if (url != null) {
            return completesUrl ? Endpoint.ofProjectUrl(url, allowHttp) : Endpoint.exact(url, allowHttp);
        }
        if (gateway != null) {
            return new Endpoint(
                    Endpoint.exact(gateway.storageUrl() + "/s3", true).uri(), true);
        }
        if (ref != null) {
            return Endpoint.ofRef(ref);
        }
        throw new IllegalArgumentException(
                "the S3 endpoint is missing: set connection(…), projectUrl(…), endpoint(…) or projectRef(…)");
    }

    private AwsCredentialsProvider credentials(Endpoint endpoint) {
        if (keys != null && session != null) {
            throw new IllegalArgumentException("both keys(…) and session(…) are set: set one of them");
        }
        if (keys != null) {
            if (!allowApiKeys) {
                KeyForms.check(keys);
            }
            return StaticCredentialsProvider.create(AwsBasicCredentials.create(
                    keys.accessKeyId(), keys.secretAccessKey().reveal()));
        }
        if (session != null) {
            return new SessionCredentials(
                    resolveRef(endpoint), resolveAnonKey(), requireUser(session), clock, sessionConnection);
        }
        throw new IllegalArgumentException("the credentials are missing: set keys(…) or session(…)");
    }

    private String resolveRef(Endpoint endpoint) {
        return Optional.ofNullable(ref)
                .or(() -> Optional.ofNullable(gateway).flatMap(ProjectGateway::ref))
                .or(endpoint::ref)
                .orElseThrow(
                        () -> new IllegalArgumentException("a user's session needs the project's ref as its access key"
                                + " id: set projectRef(…), or connect with o -> o.projectRef(…); for a"
                                + " self-hosted project it is the TENANT_ID"));
    }

    private ApiKey resolveAnonKey() {
        ApiKey key = anonKey != null ? anonKey : gateway == null ? null : gateway.key();
        if (key == null || (key.kind() != ApiKey.Kind.ANON && key.kind() != ApiKey.Kind.OTHER)) {
            throw new IllegalArgumentException(
                    "a user's session needs the project's legacy anon key, a JWT, as its secret"
                            + " key" + (key == null ? "" : ", not a key of kind " + key.kind())
                            + ": connect with that key, or set anonKey(…)");
        }
        return key;
    }

    private static Credentials requireUser(Credentials credentials) {
        if (credentials instanceof ApiKey key && key.kind() != ApiKey.Kind.ANON) {
            throw new IllegalArgumentException("the connection acts with an API key of the project (" + key.kind()
                    + "), not as a user: use project.actingAs(session).connection(), or S3Compat.of(connection, keys)");
        }
        return credentials;
    }
}
