package dev.plinth.core.internal.call;

import dev.plinth.core.CallEvent;
import dev.plinth.core.RecentCall;
import dev.plinth.core.http.HttpRequest;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;

/** Remembers the last calls of a connection. */
final class RecentCalls {

    private final int most;
    private final ReentrantLock lock = new ReentrantLock();
    private final Deque<RecentCall> calls = new ArrayDeque<>();

    private record Remembered(Instant at, CallEvent event, String curl) implements RecentCall {}

    RecentCalls(int most) {
        this.most = most;
    }

    void add(Call<?> call, HttpRequest request, CallEvent event) {
        String curl = Curl.command(call.connection.atHand(call, request), call, false);
        lock.lock();
        try {
            if (calls.size() == most) {
                calls.removeFirst();
            }
            calls.addLast(new Remembered(call.timing().now(), event, curl));
        } finally {
            lock.unlock();
        }
    }

    List<RecentCall> list() {
        lock.lock();
        try {
            return List.copyOf(calls);
        } finally {
            lock.unlock();
        }
    }
}
