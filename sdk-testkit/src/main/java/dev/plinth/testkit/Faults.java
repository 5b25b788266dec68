package dev.plinth.testkit;

import java.time.Duration;
import java.util.List;

/** The faults that a platform injects into requests. Thread-safe. */
public interface Faults {
    /**
     * Adds a fault. If several faults match a request, the one that was added first is injected.
     *
     * @param fault the fault
     * @return these faults
     */
    Faults add(Fault fault);

    /**
     * {@return the faults that have not yet been injected as many times as configured, in the order in which they were
     * added}
     */
    List<Fault> pending();

    /** Removes all faults. */
    void clear();

    /** Makes the access tokens of all users expire now. API keys, and tokens that are issued later, stay valid. */
    void expireTokens();

    /**
     * Sets the difference between the platform's clock and the real time.
     *
     * @param skew the difference; positive if the platform's clock is ahead, negative if it is behind
     */
    void clockSkew(Duration skew);
}
