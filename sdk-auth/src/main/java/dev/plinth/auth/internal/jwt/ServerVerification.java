package dev.plinth.auth.internal.jwt;

import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.account.AccountOperations;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiException;
import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;

/** Verifies a token on the server: {@code GET /user} succeeds only with a valid token. */
public final class ServerVerification {

    private final LiveConnection connection;

    /** Creates a verification by the project of a connection. */
    public ServerVerification(Connection connection) {
        this.connection = LiveConnection.of(connection).unbound();
    }

    /** Returns whether the server of a connection can verify tokens; control planes cannot. */
    public static boolean isSupported(Connection connection) {
        return Calls.offers(connection, AccountOperations.user());
    }

    void verify(String token, String subject) {
        User user = getUser(token);
        if (!user.id().equals(subject)) {
            throw ClaimChecks.rejected(Reason.REFUSED_BY_SERVER, "the server returned another user than the token's");
        }
    }

    private User getUser(String token) {
        try {
            return OperationRunner.run(connection.actingAs(AccessToken.of(token)), AccountOperations.user());
        } catch (CallCancelledException e) {
            throw e;
        } catch (ApiException e) {
            if (e.retryable()) {
                throw unavailable(e);
            }
            throw new TokenVerificationException(
                    Reason.REFUSED_BY_SERVER, "the server rejected it with code " + e.code(), e);
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private static TokenVerificationException unavailable(RuntimeException cause) {
        return new TokenVerificationException(
                Reason.SERVER_UNAVAILABLE, "the server that verifies tokens did not respond", cause);
    }
}
