package dev.plinth.s3compat.internal;

import dev.plinth.s3compat.internal.wire.Carrier;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;

/**
 * Everything that the clients are made of.
 *
 * @param endpoint where S3 is
 * @param region what is signed for
 * @param credentials who acts
 * @param guarded whether calls that would destroy something are refused
 * @param digests whether every object is compared with its digest
 * @param carrier what carries the requests of a blocking client, if the connection has one
 * @param clock tells the time
 */
public record S3Settings(
        Endpoint endpoint,
        String region,
        AwsCredentialsProvider credentials,
        boolean guarded,
        boolean digests,
        Optional<Carrier> carrier,
        Clock clock) {

    /** Returns the session that acts, if it is one. */
    public @Nullable SessionCredentials session() {
        return credentials instanceof SessionCredentials session ? session : null;
    }

    /** Returns the session that acts, if it is one. */
    Optional<SessionCredentials> optionalSession() {
        return Optional.ofNullable(session());
    }
}
