package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionEndedException;
import dev.plinth.auth.SignOutScope;
import dev.plinth.core.ApiException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signs out on the server, and decides which responses are failures. */
final class ServerSignOut {

    /** The statuses that mean that the session no longer exists. */
    private static final Set<Integer> SESSION_GONE = Set.of(401, 403, 404);

    private ServerSignOut() {}

    /** Returns the failure; null if the server signed out, or if the session no longer exists. */
    static @Nullable RuntimeException run(LiveConnection connection, SignOutScope scope) {
        try {
            OperationRunner.perform(connection, SessionOperations.signOut(scope));
            return null;
        } catch (SessionEndedException e) {
            return scope == SignOutScope.LOCAL ? null : e;
        } catch (ApiException e) {
            boolean sessionGone = SESSION_GONE.contains(e.status()) && !e.retryable();
            return sessionGone && scope != SignOutScope.OTHERS ? null : e;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
