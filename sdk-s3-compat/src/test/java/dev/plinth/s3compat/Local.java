package dev.plinth.s3compat;

import dev.plinth.auth.AuthClient;
import dev.plinth.auth.Session;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Credentials;
import dev.plinth.core.CredentialsSource;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.LocalPlatformBuilder;
import dev.plinth.testkit.Policy;
import java.util.function.UnaryOperator;
import software.amazon.awssdk.services.s3.S3Client;

/**
 * An embedded platform of a test's own, for what only such a one lets a test do: to move its clock, to set it up
 * otherwise. Users may do in {@code shared} what they like.
 */
final class Local implements AutoCloseable {

    static final String SHARED = "shared";

    final LocalPlatform platform;
    private final Connection anon;

    Local() {
        this(builder -> builder);
    }

    Local(UnaryOperator<LocalPlatformBuilder> change) {
        platform = change.apply(LocalPlatform.builder()
                        .fileSizeLimit(1L << 30)
                        .policy(Policy.all(SHARED, "authenticated", "**")))
                .start();
        anon = Connection.toProject(
                platform.projectUrl(), ApiKey.of(platform.anonKey()), o -> o.projectRef(platform.projectRef()));
    }

    /** Returns a direct connection with the key for clients. */
    Connection anon() {
        return anon;
    }

    S3Keys keys() {
        return S3Keys.of(platform.s3AccessKeyId(), platform.s3SecretAccessKey());
    }

    S3Compat withKeys() {
        return S3Compat.of(anon, keys());
    }

    void createBucket(String name) {
        try (S3Client s3 = withKeys().client()) {
            s3.createBucket(r -> r.bucket(name));
        }
    }

    Session signUp(String email) {
        return AuthClient.of(anon).signUp(email, "correct horse").session().orElseThrow();
    }

    Connection actingAs(Credentials session) {
        return LiveConnection.of(anon).actingAs(session);
    }

    S3Compat asUser(CredentialsSource session) {
        return asUser(session.credentials());
    }

    S3Compat asUser(Credentials session) {
        return S3Compat.asUser(actingAs(session));
    }

    @Override
    public void close() {
        anon.close();
        platform.close();
    }
}
