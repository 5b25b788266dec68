package dev.plinth.core;

import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.text.Arguments;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * A face over a connection, and the four ways to derive another: with other settings, with another credential, inside a
 * future, and with nothing sent. Deriving is cheap, shares all pools, and leaves this handle as it is.
 *
 * <p>Handles are immutable and thread-safe. Extended by Plinth's own handles only.
 *
 * @param <C> the handle's own type
 */
public abstract class ApiClient<C> {

    private final Connection connection;

    /**
     * Makes a handle.
     *
     * @param connection the connection that it is a face of
     */
    protected ApiClient(Connection connection) {
        this.connection = connection;
    }

    /**
     * Makes the same handle over another connection.
     *
     * @param other the connection
     * @return the handle
     */
    protected abstract C withConnection(Connection other);

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
    public final C withOptions(Consumer<? super CallOptions> options) {
        Arguments.required(options, "options");
        return withConnection(live().withOptions(options));
    }

    /**
     * Returns this handle with another credential. On a direct connection the project's key still goes along as
     * {@code apikey}.
     *
     * @param credentials a user's token or session, or another key
     * @return the derived handle
     * @throws IllegalArgumentException if a control plane does not take such credentials
     */
    public final C actingAs(Credentials credentials) {
        Arguments.required(credentials, "credentials");
        return withConnection(live().actingAs(credentials));
    }

    /**
     * Returns this client acting as somebody else, such as the user of a session. On a direct connection, the project's
     * key is still sent as {@code apikey}.
     *
     * @param source a session, or anything else that has credentials
     * @return the derived client
     * @throws IllegalArgumentException if a control plane does not accept such credentials
     */
    public final C actingAs(CredentialsSource source) {
        return actingAs(Arguments.required(source, "source").credentials());
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
     * @throws IllegalStateException if the connection is closed, or this thread is inside {@link #toCurl}
     */
    public final <T> CompletableFuture<T> async(CheckedFunction<? super C, ? extends T> work) {
        Arguments.required(work, "work");
        return live().async(bound -> work.apply(withConnection(bound)));
    }

    /**
     * Runs calls without a result elsewhere, as {@link #async} does.
     *
     * @param work the calls, on the handle that they are given
     * @return completes when the work is done
     * @throws IllegalStateException if the connection is closed, or this thread is inside {@link #toCurl}
     */
    @SuppressWarnings("NullAway") // null is the one value that a Void has
    public final CompletableFuture<Void> runAsync(CheckedConsumer<? super C> work) {
        Arguments.required(work, "work");
        return live().async(bound -> {
            work.accept(withConnection(bound));
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
    public final String toCurl(CheckedConsumer<? super C> work) {
        Arguments.required(work, "work");
        return live().toCurl(bound -> work.accept(withConnection(bound)), false);
    }

    /**
     * Returns the first request that the work would send, as {@link #toCurl} does, with its secrets in clear: whoever
     * sees the command can use them.
     *
     * @param work the calls
     * @return the command
     * @throws IllegalStateException if the work makes no call
     */
    public final String toCurlWithSecrets(CheckedConsumer<? super C> work) {
        Arguments.required(work, "work");
        return live().toCurl(bound -> work.accept(withConnection(bound)), true);
    }

    private LiveConnection live() {
        return LiveConnection.of(connection);
    }
}
