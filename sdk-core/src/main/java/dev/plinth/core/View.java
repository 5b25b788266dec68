package dev.plinth.core;

import dev.plinth.core.internal.call.LiveConnection;
import dev.plinth.core.internal.text.Arguments;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A face over a connection, and the four ways to derive another: with other settings, with another credential, inside a
 * future, and with nothing sent. Deriving is cheap, shares all pools, and leaves this handle as it is.
 *
 * <p>Handles are immutable and thread-safe. Extended by Plinth's own handles only.
 *
 * @param <H> the handle's own type
 */
public abstract class View<H> {

    private final Connection connection;

    /**
     * Makes a handle.
     *
     * @param connection the connection that it is a face of
     */
    protected View(Connection connection) {
        this.connection = connection;
    }

    /**
     * Makes the same handle over another connection.
     *
     * @param other the connection
     * @return the handle
     */
    protected abstract H over(Connection other);

    /**
     * Returns the connection that this handle is a face of.
     *
     * @return the connection
     */
    public final Connection connection() {
        return connection;
    }

    /**
     * Returns this handle with other settings for its calls.
     *
     * @param options sets what is to differ
     * @return the derived handle
     * @throws IllegalArgumentException if an option is not one that can be set
     */
    public final H with(Consumer<CallOptions> options) {
        Arguments.required(options, "options");
        return over(live().with(options));
    }

    /**
     * Returns this handle with another credential. On a direct connection the project's key still goes along as
     * {@code apikey}.
     *
     * @param credentials a user's token or session, or another key
     * @return the derived handle
     * @throws IllegalArgumentException if a control plane does not take such credentials
     */
    public final H actingAs(Credentials credentials) {
        Arguments.required(credentials, "credentials");
        return over(live().actingAs(credentials));
    }

    /**
     * Runs calls elsewhere and returns their result as a future. Completing the future by any other hand, as
     * {@code cancel} and {@code orTimeout} do, stops the HTTP call in flight, closes what was opened in the work, and
     * refuses further calls on the handle that the work was given. When the work itself returns, nothing is closed: a
     * stream or list that it returns stays usable. Cancelling a dependent future ({@code thenApply}) does not reach the
     * work.
     *
     * @param <T> the result
     * @param work the calls, on the handle that they are given; its exceptions fail the future as they are
     * @return the future
     * @throws IllegalStateException if the connection is closed, or this thread is inside {@link #explain}
     */
    public final <T> CompletableFuture<T> async(Work<? super H, ? extends T> work) {
        Arguments.required(work, "work");
        return live().async(bound -> work.on(over(bound)));
    }

    /**
     * Runs calls without a result elsewhere, as {@link #async} does.
     *
     * @param work the calls, on the handle that they are given
     * @return completes when the work is done
     * @throws IllegalStateException if the connection is closed, or this thread is inside {@link #explain}
     */
    @SuppressWarnings("NullAway") // null is the one value that a Void has
    public final CompletableFuture<Void> runAsync(VoidWork<? super H> work) {
        Arguments.required(work, "work");
        return live().async(bound -> {
            work.on(over(bound));
            return null;
        });
    }

    /**
     * Returns the first request that the work would send as a {@code curl} command, with secrets masked. Nothing is
     * sent: as long as the work runs, this thread sends nothing through any handle of this connection. No body is read,
     * no token is obtained, no observer is told; a lazy list asks for its first page at once.
     *
     * @param work the calls
     * @return the command
     * @throws IllegalStateException if the work makes no call
     */
    public final String explain(VoidWork<? super H> work) {
        Arguments.required(work, "work");
        return live().explain(bound -> work.on(over(bound)), false);
    }

    /**
     * Returns the first request that the work would send, as {@link #explain} does, with its secrets in clear: whoever
     * sees the command can use them.
     *
     * @param work the calls
     * @return the command
     * @throws IllegalStateException if the work makes no call
     */
    public final String explainWithSecrets(VoidWork<? super H> work) {
        Arguments.required(work, "work");
        return live().explain(bound -> work.on(over(bound)), true);
    }

    private LiveConnection live() {
        return LiveConnection.of(connection);
    }
}
