package dev.plinth.core.internal.call;

import dev.plinth.core.CallEvent;
import dev.plinth.core.CallRecord;
import dev.plinth.core.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Keeps the most recent calls of a connection. */
public final class CallHistory {

    private final int size;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<CallRecord> calls = new ArrayDeque<>();

    private record Remembered(Instant at, CallEvent event, String curl) implements CallRecord {
        @Override
        public String toString() {
            return "CallRecord[" + event + ", at=" + at + "]";
        }
    }

    public CallHistory(int maxCalls) {
        this.size = maxCalls;
    }

    void add(Call<?> call, HttpRequest request, CallEvent event) {
        String curl = Curl.command(call.withCurrentToken(request), call, false);
        lock.lock();
        try {
            if (calls.size() == size) {
                calls.removeFirst();
            }
            calls.addLast(new Remembered(call.timing().now(), event, curl));
        } finally {
            lock.unlock();
        }
    }

    public List<CallRecord> list() {
        lock.lock();
        try {
            return List.copyOf(calls);
        } finally {
            lock.unlock();
        }
    }
}
