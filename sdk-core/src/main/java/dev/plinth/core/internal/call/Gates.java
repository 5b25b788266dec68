package dev.plinth.core.internal.call;

import java.util.concurrent.ConcurrentHashMap;

/** One gate for each host. */
final class Gates {

    private final int permits;
    private final ConcurrentHashMap<String, ConnectionGate> byBase = new ConcurrentHashMap<>();

    Gates(int permits) {
        this.permits = permits;
    }

    ConnectionGate of(String base) {
        ConnectionGate gate = byBase.get(base);
        return gate != null ? gate : byBase.computeIfAbsent(base, b -> new ConnectionGate(permits));
    }
}
