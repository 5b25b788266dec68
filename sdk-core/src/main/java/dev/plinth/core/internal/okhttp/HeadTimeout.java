package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.EventListener;
import okhttp3.Response;
import okio.AsyncTimeout;

/**
 * Cancels a call whose answer's head does not come in time. The clock stands still while the request's body goes out, and
 * has stopped when the answer's comes in: both may take as long as they move.
 */
final class HeadTimeout extends AsyncTimeout {

    private final Call call;
    private long left;
    private long startedAt;
    private boolean running;

    private HeadTimeout(Call call, long nanos) {
        this.call = call;
        this.left = nanos;
    }

    static Response execute(Call call, long nanos) throws IOException {
        HeadTimeout timeout = new HeadTimeout(call, nanos);
        call.addEventListener(timeout.new AroundBody());
        timeout.start();
        try {
            return call.execute();
        } finally {
            timeout.stop();
        }
    }

    private void start() {
        running = true;
        startedAt = System.nanoTime();
        timeout(Math.max(1, left), TimeUnit.NANOSECONDS);
        enter();
    }

    private void stop() {
        if (running) {
            running = false;
            exit();
            left -= System.nanoTime() - startedAt;
        }
    }

    @Override
    protected void timedOut() {
        call.cancel();
    }

    /** Told on the thread that makes the call. */
    private final class AroundBody extends EventListener {

        @Override
        public void requestBodyStart(Call sending) {
            stop();
        }

        @Override
        public void requestBodyEnd(Call sent, long byteCount) {
            start();
        }

        /** The server may have answered before it had all. */
        @Override
        public void requestFailed(Call failed, IOException cause) {
            stop();
            start();
        }
    }
}
