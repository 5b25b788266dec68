package dev.plinth.core.internal.connection;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.CheckedFunction;
import dev.plinth.core.internal.async.CancelScope;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;

/** A future and the scope of its task: completing the future from outside cancels the task. */
final class ScopedFuture {

    private ScopedFuture() {}

    static <T> CompletableFuture<T> start(LiveConnection connection, CheckedFunction<LiveConnection, T> work) {
        CancelScope scope = connection.scope().effective().child();
        CompletableFuture<T> future = new CompletableFuture<>();
        CompletableFuture<T> ignored = future.whenComplete((value, failure) -> scope.cancel());
        scope.onCancel(() -> future.completeExceptionally(
                new CallCancelledException("the task was cancelled before it was completed", null)));
        boolean nested = !connection.scope().effective().isRoot();
        Runnable task = () -> run(connection.inScope(scope), scope, future, work);
        try {
            connection.resources().runner().run(task, nested);
        } catch (RejectedExecutionException e) {
            future.completeExceptionally(e);
        }
        return future;
    }

    private static <T> void run(
            LiveConnection bound,
            CancelScope scope,
            CompletableFuture<T> future,
            CheckedFunction<LiveConnection, T> work) {
        if (scope.cancelled()) {
            return;
        }
        try {
            T value = work.apply(bound);
            if (scope.release() && !future.complete(value)) {
                // The future was completed from outside at the same moment: nobody receives what the task opened.
                scope.cancelReleased();
            }
        } catch (CompletionException e) {
            future.completeExceptionally(e.getCause() == null ? e : e.getCause());
        } catch (Throwable e) {
            future.completeExceptionally(e);
        }
    }
}
