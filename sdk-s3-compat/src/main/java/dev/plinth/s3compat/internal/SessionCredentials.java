package dev.plinth.s3compat.internal;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Credentials;
import dev.plinth.core.internal.connection.LiveConnection;
import java.time.Clock;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * A user's session as S3 credentials: the project's ref is the access key, the anon key the secret key, and the
 * user's token the session token. The token follows the session's refresh.
 */
public final class SessionCredentials implements AwsCredentialsProvider {

    private final String ref;
    private final ApiKey anonKey;
    private final FreshToken token;

    /** Creates credentials from a session. */
    public SessionCredentials(
            String ref, ApiKey anonKey, Credentials session, Clock clock, @Nullable LiveConnection connection) {
        this.ref = ref;
        this.anonKey = anonKey;
        this.token = new FreshToken(session, clock, connection);
    }

    @Override
    public AwsCredentials resolveCredentials() {
        return AwsSessionCredentials.create(
                ref, anonKey.value().reveal(), token.get().reveal());
    }

    /** Returns whether an access key id belongs to this session. */
    boolean isOwn(String accessKeyId) {
        return accessKeyId.equals(ref);
    }

    /** Returns whether a retry with a new token may succeed. The response to a HEAD has only a status. */
    boolean mayPassWithNewToken(Throwable failure) {
        if (!(failure instanceof S3Exception exception) || exception.statusCode() != 403) {
            return false;
        }
        String message = String.valueOf(exception.getMessage());
        boolean noDetails = exception.awsErrorDetails() == null
                || exception.awsErrorDetails().errorCode() == null;
        boolean expired = message.contains("\"exp\" claim") || message.contains("jwt expired");
        return (noDetails || expired) && !(failure.getCause() instanceof SdkException) && token.handleRejection();
    }

    @Override
    public String toString() {
        return "SessionCredentials[" + ref + "]";
    }
}
