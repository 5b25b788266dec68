package dev.plinth.core.internal.exchange;

import java.util.concurrent.ConcurrentHashMap;

/** The limiter of each host. */
public final class HostLimiters {

    private final int permits;
    private final ConcurrentHashMap<String, HostLimiter> byBase = new ConcurrentHashMap<>();

    public HostLimiters(int permits) {
        this.permits = permits;
    }

    HostLimiter of(String base) {
        HostLimiter limiter = byBase.get(base);
        return limiter != null ? limiter : byBase.computeIfAbsent(base, b -> new HostLimiter(permits));
    }
}
