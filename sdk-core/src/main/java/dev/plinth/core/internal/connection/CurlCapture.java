package dev.plinth.core.internal.connection;

import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.call.Call;
import dev.plinth.core.internal.call.Curl;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The threads that are explaining calls of a connection instead of making them. */
final class CurlCapture {

    private final Set<Thread> threads = ConcurrentHashMap.newKeySet();
    private volatile boolean used;

    boolean contains(Thread thread) {
        return used && threads.contains(thread);
    }

    /** Adds a thread; false if it was in already. */
    boolean enter(Thread thread) {
        used = true;
        return threads.add(thread);
    }

    void leave(Thread thread) {
        threads.remove(thread);
    }

    /** Carries a request out of the work that would have sent it. An error, so that no usual catch swallows it. */
    static final class Captured extends Error {

        private static final long serialVersionUID = 1L;

        private final transient Call<?> call;
        private final transient HttpRequest request;

        Captured(Call<?> call, HttpRequest request) {
            super("nothing is sent while a call is being explained", null, false, false);
            this.call = call;
            this.request = request;
        }

        String curl(boolean withSecrets) {
            return Curl.command(request, call, withSecrets);
        }
    }
}
