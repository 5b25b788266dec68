package dev.plinth.core.internal.connection;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.call.Curl;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Captures the first request of a task instead of sending it. */
final class CurlCapture {

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean used;

    boolean contains(Thread thread) {
        return used && threads.contains(thread);
    }

    /** Runs the task without sending anything, and returns its first request. */
    String capture(Work work, boolean withSecrets) {
        Thread thread = Thread.currentThread();
        used = true;
        boolean outermost = threads.add(thread);
        try {
            work.run();
        } catch (Captured captured) {
            return captured.curl(withSecrets);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException("the task failed before it sent a request", e);
        } finally {
            if (outermost) {
                threads.remove(thread);
            }
        }
        throw new IllegalStateException("the work made no call");
    }

    /** The task. */
    @FunctionalInterface
    interface Work {

        void run() throws Exception;
    }

    /** Carries the captured request out of the task. An error, so that the task's catch clauses do not catch it. */
    static final class Captured extends Error {

        private static final long serialVersionUID = 1L;

        private final transient Call<?> call;
        private final transient HttpRequest request;

        Captured(Call<?> call, HttpRequest request) {
            super("nothing is sent within toCurl", null, false, false);
            this.call = call;
            this.request = request;
        }

        String curl(boolean withSecrets) {
            return Curl.command(request, call, withSecrets);
        }
    }
}
