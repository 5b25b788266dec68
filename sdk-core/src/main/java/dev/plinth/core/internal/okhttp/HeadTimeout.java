package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import okhttp3.Call;
import okhttp3.Response;
import okio.AsyncTimeout;

/** Cancels a call whose answer's head does not come in time; its bodies may then take as long as they move. */
final class HeadTimeout extends AsyncTimeout {

    private final Call call;

    private HeadTimeout(Call call) {
        this.call = call;
    }

    static Response execute(Call call, long nanos) throws IOException {
        HeadTimeout timeout = new HeadTimeout(call);
        timeout.timeout(nanos, TimeUnit.NANOSECONDS);
        timeout.enter();
        try {
            return call.execute();
        } finally {
            timeout.exit();
        }
    }

    @Override
    protected void timedOut() {
        call.cancel();
    }
}
