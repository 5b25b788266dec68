package dev.plinth.auth.internal.session;

import dev.plinth.core.internal.connection.LiveConnection;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the listeners of a connection's sessions, on daemon threads that end when they are idle. There is one for each
 * session that has something to tell: no bound could be small enough to matter and large enough for listeners that block.
 */
final class ListenerThreads implements Executor {

    private final ThreadPoolExecutor pool = new ThreadPoolExecutor(
            0, Integer.MAX_VALUE, 5, TimeUnit.SECONDS, new SynchronousQueue<>(), ListenerThreads::thread);

    private ListenerThreads() {}

    static ListenerThreads of(LiveConnection connection) {
        return connection.sharedInstance(ListenerThreads.class, ListenerThreads::new);
    }

    private static Thread thread(Runnable task) {
        Thread thread = new Thread(task, "plinth-listeners");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void execute(Runnable task) {
        pool.execute(task);
    }
}
