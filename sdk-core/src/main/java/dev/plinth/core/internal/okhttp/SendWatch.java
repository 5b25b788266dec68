package dev.plinth.core.internal.okhttp;

import okhttp3.Call;
import okhttp3.EventListener;

/** Sees whether a request has begun to go out: as long as it has not, the server cannot have acted on it. */
final class SendWatch extends EventListener {

    private volatile boolean sending;

    @Override
    public void requestHeadersStart(Call call) {
        sending = true;
    }

    boolean sending() {
        return sending;
    }
}
