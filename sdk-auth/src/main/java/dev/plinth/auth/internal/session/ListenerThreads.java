package dev.plinth.auth.internal.session;

import dev.plinth.core.internal.connection.LiveConnection;
import java.util.concurrent.Executor;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;

/**
 * Runs the listeners of a connection's sessions on daemon threads, which end when they are idle. Each session with
 * pending events uses one thread. The number of threads has no limit, because blocked listeners could exhaust any
 * useful limit.
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
