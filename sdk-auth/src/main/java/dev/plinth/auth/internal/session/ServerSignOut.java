package dev.plinth.auth.internal.session;

import dev.plinth.auth.SessionEndedException;
import dev.plinth.auth.SignOutScope;
import dev.plinth.core.ApiException;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Signs out on the server, and tells what of its answers is a failure. */
final class ServerSignOut {

    /** The answers when there is nothing left to sign out of. */
    private static final Set<Integer> GONE = Set.of(401, 403, 404);

    private ServerSignOut() {}

    /** Returns why it failed; null if the server signed out, or knows no such session. */
    static @Nullable RuntimeException run(LiveConnection connection, SignOutScope scope) {
        try {
            Calls.perform(connection, SessionOperations.signOut(scope));
            return null;
        } catch (SessionEndedException e) {
            return scope == SignOutScope.LOCAL ? null : e;
        } catch (ApiException e) {
            boolean gone = GONE.contains(e.status()) && !e.retryable();
            return gone && scope != SignOutScope.OTHERS ? null : e;
        } catch (RuntimeException e) {
            return e;
        }
    }
}
