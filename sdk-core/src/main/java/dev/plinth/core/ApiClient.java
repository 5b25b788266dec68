package dev.plinth.core;

import com.google.errorprone.annotations.CheckReturnValue;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.text.Arguments;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Base class of all clients. It defines four ways to derive a client or to run its calls differently: with other
 * options, with other credentials, asynchronously, and as a {@code curl} command without sending anything.
 *
 * <pre>{@code
 * Project patient = project.withOptions(o -> o.timeout(Duration.ofMinutes(2)).maxAttempts(6));
 * Project asAda = project.actingAs(session);
 * CompletableFuture<User> ada = project.async(p -> p.users().create(u -> u.email("ada@example.com")));
 * String command = project.toCurl(p -> p.bucket("avatars").delete("ada.png"));
 * }</pre>
 *
 * <p>Deriving a client is cheap, shares the connection's resources, and does not change the original client. Clients
 * are immutable and thread-safe. Every method that sends a request may throw a {@link PlinthException}. Not meant to be
 * extended outside Plinth.
 *
 * @param <C> the client's own type
 */
@SuppressWarnings("exports") // the annotation is for compilers only
public abstract class ApiClient<C> {

    private final Connection connection;

    /**
     * Creates a client.
     *
     * @param connection the connection that the client sends its requests through
     */
    protected ApiClient(Connection connection) {
        this.connection = connection;
    }

    /**
     * Creates a client of the same type that uses another connection.
     *
     * @param connection the connection
     * @return the client
     */
    protected abstract C withConnection(Connection connection);

    /**
     * Returns the connection that this client sends its requests through.
     *
     * @return the connection
     */
    public final Connection connection() {
        return connection;
    }

    /**
     * Returns a client with other options for its calls. Options that are not set keep their values.
     *
     * @param options sets the options that differ
     * @return the derived client
     * @throws IllegalArgumentException if an option's value is not valid
     */
    @CheckReturnValue
    public final C withOptions(Consumer<? super CallOptions> options) {
        return withConnection(live().withOptions(options));
    }

    /**
     * Returns a client that sends other credentials. On a direct connection, the project's key is still sent as
     * {@code apikey}.
     *
     * @param credentials a user's token, or another key
     * @return the derived client
     * @throws IllegalArgumentException if a control plane does not accept such credentials
     */
    @CheckReturnValue
    public final C actingAs(Credentials credentials) {
        Arguments.required(credentials, "credentials");
        return withConnection(live().actingAs(credentials));
    }

    /**
     * Returns a client that sends the credentials of a session. On a direct connection, the project's key is still sent
     * as {@code apikey}.
     *
     * @param source a session, or another source of credentials
     * @return the derived client
     * @throws IllegalArgumentException if a control plane does not accept such credentials
     */
    @CheckReturnValue
    public final C actingAs(CredentialsSource source) {
        return actingAs(Arguments.required(source, "source").credentials());
    }

    /**
     * Runs calls on the connection's executor and returns their result as a future.
     *
     * <p>If the future is completed from outside, as {@code cancel} and {@code orTimeout} do, the HTTP call in progress
     * is cancelled, streams and responses that the task opened are closed, and the task's client refuses further calls.
     * If the task returns normally, nothing is closed: a stream or list that it returns stays usable. Cancelling a
     * dependent future ({@code thenApply}) does not cancel the task.
     *
     * @param <T> the type of the result
     * @param task makes the calls on the client that is passed to it; an exception that it throws completes the future
     *     exceptionally
     * @return the future
     * @throws IllegalStateException if the connection is closed, or if this thread is inside {@link #toCurl}
     */
    public final <T> CompletableFuture<T> async(CheckedFunction<? super C, ? extends T> task) {
        Arguments.required(task, "task");
        return live().async(bound -> task.apply(withConnection(bound)));
    }

    /**
     * Runs calls without a result on the connection's executor, as {@link #async} does.
     *
     * @param task makes the calls on the client that is passed to it; an exception that it throws completes the future
     *     exceptionally
     * @return a future that completes when the task has returned
     * @throws IllegalStateException if the connection is closed, or if this thread is inside {@link #toCurl}
     */
    @SuppressWarnings("NullAway") // null is the only value of type Void
    public final CompletableFuture<Void> runAsync(CheckedConsumer<? super C> task) {
        Arguments.required(task, "task");
        return live().async(bound -> {
            task.accept(withConnection(bound));
            return null;
        });
    }

    /**
     * Returns the first request that a task would send as a {@code curl} command, with secrets masked. Nothing is sent:
     * while the task runs, this thread cannot send a request through any client of this connection. No body is read, no
     * token is obtained, and no observer is notified. A lazy list requests its first page immediately.
     *
     * @param task makes the calls on the client that is passed to it
     * @return the command
     * @throws IllegalStateException if the task makes no call
     */
    @CheckReturnValue
    public final String toCurl(CheckedConsumer<? super C> task) {
        Arguments.required(task, "task");
        return live().toCurl(bound -> task.accept(withConnection(bound)), false);
    }

    /**
     * Returns the first request that a task would send as a {@code curl} command, with its secrets in plain text.
     * Otherwise like {@link #toCurl}. Whoever sees the command can use the credentials in it.
     *
     * @param task makes the calls on the client that is passed to it
     * @return the command
     * @throws IllegalStateException if the task makes no call
     */
    @CheckReturnValue
    public final String toCurlWithSecrets(CheckedConsumer<? super C> task) {
        Arguments.required(task, "task");
        return live().toCurl(bound -> task.accept(withConnection(bound)), true);
    }

    private LiveConnection live() {
        return LiveConnection.of(connection);
    }

    @Override
    public String toString() {
        return getClass().getSimpleName() + "[" + live().identity() + "]";
    }
}
