package dev.plinth.testkit;

import java.time.Duration;
import java.util.List;

/** What goes wrong on a platform, with which requests. Safe for use by many threads. */
public interface Faults {
    /**
     * Adds a fault; of several that fit a request the first one added happens.
     *
     * @param fault the fault
     * @return these faults
     */
    Faults add(Fault fault);

    /**
     * Returns the faults that have not happened as often as they shall.
     *
     * @return the faults, the first one added first
     */
    List<Fault> pending();

    /** Takes all faults away. */
    void clear();

    /** Makes the tokens of all users expire now; the keys, and tokens that are signed later, are valid. */
    void expireTokens();

    /**
     * Sets the platform's clock apart from the real time.
     *
     * @param skew how far it goes ahead; negative for behind
     */
    void clockSkew(Duration skew);
}
