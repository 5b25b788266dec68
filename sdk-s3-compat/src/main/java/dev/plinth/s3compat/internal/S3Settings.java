package dev.plinth.s3compat.internal;

import dev.plinth.s3compat.internal.http.SharedTransport;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * The settings of the clients.
 *
 * @param endpoint the endpoint
 * @param region the region to sign for
 * @param credentials the credentials
 * @param blockUnsafe whether operations that could destroy data are refused
 * @param digests whether every object is compared with its digest
 * @param transport the transport of blocking clients, if the connection has one
 * @param clock the clock
 */
public record S3Settings(
        Endpoint endpoint,
        String region,
        AwsCredentialsProvider credentials,
        boolean blockUnsafe,
        boolean digests,
        Optional<SharedTransport> transport,
        Clock clock) {

    /** Returns the session, if the credentials are one. */
    public @Nullable SessionCredentials session() {
        return credentials instanceof SessionCredentials session ? session : null;
    }

    /** Returns the session, if the credentials are one. */
    Optional<SessionCredentials> optionalSession() {
        return Optional.ofNullable(session());
    }
}
