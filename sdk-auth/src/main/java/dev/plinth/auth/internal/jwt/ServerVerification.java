package dev.plinth.auth.internal.jwt;

import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.auth.User;
import dev.plinth.auth.internal.account.AccountOperations;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;

/** Has the server itself check a token: it gives the user to whoever shows a good one. */
public final class ServerVerification {

    private final LiveConnection connection;

    /** Asks the project behind a connection. */
    public ServerVerification(Connection connection) {
        this.connection = LiveConnection.of(connection).unbound();
    }

    /** Tells whether a connection leads to a server that can be asked. */
    public static boolean possible(Connection connection) {
        return Calls.offers(connection, AccountOperations.user());
    }

    void check(String token, String subject) {
        User user = user(token);
        if (!user.id().equals(subject)) {
            throw ClaimChecks.refused(Reason.REFUSED_BY_SERVER, "the server knows it as another user's");
        }
    }

    private User user(String token) {
        try {
            return Calls.run(connection.actingAs(AccessToken.of(token)), AccountOperations.user());
        } catch (CallInterruptedException e) {
            throw e;
        } catch (ApiException e) {
            if (e.retryable()) {
                throw unavailable(e);
            }
            throw new TokenVerificationException(
                    Reason.REFUSED_BY_SERVER, "the server does not take it: " + e.code(), e);
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private static TokenVerificationException unavailable(RuntimeException cause) {
        return new TokenVerificationException(
                Reason.SERVER_UNAVAILABLE, "the server that should check it gave no answer", cause);
    }
}
