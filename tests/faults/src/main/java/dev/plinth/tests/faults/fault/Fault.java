package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.FaultProxy;
import dev.plinth.tests.faults.proxy.Script;
import java.io.IOException;

/**
 * One thing that goes wrong.
 *
 * @param group what it is told under
 * @param name what exactly goes wrong
 * @param moment when it does
 * @param all whether it goes on, or takes one request only
 * @param fresh whether the request goes out on a new connection, not on one that has served before
 * @param overS3 whether it is tried with AWS's clients too
 * @param seeds how many positions are tried
 * @param script what happens to the request
 * @param strike what is done to the proxy before the call
 */
public record Fault(
        String group,
        String name,
        Moment moment,
        boolean all,
        boolean fresh,
        boolean overS3,
        int seeds,
        Script script,
        Strike strike) {

    /** When a fault happens. */
    public enum Moment {
        /** In a request of the call itself. */
        REQUEST,
        /** Between the call before and this one. */
        BETWEEN,
        /** In the response to the call before. */
        CALL_BEFORE
    }

    /** Does something to the proxy. */
    @FunctionalInterface
    public interface Strike {
        void at(FaultProxy proxy) throws IOException;
    }

    private static final Strike NONE = proxy -> {};

    static Fault onRequest(String group, String name, Script script) {
        return new Fault(group, name, Moment.REQUEST, false, false, true, 1, script, NONE);
    }

    static Fault onCallBefore(String group, String name, Script script, Strike pause) {
        return new Fault(group, name, Moment.CALL_BEFORE, false, false, true, 1, script, pause);
    }

    static Fault between(String group, String name, Strike strike) {
        return new Fault(group, name, Moment.BETWEEN, false, false, true, 1, Script.TRANSPARENT, strike);
    }

    /** Tells whether this is one of the many that differ in a status and a field only. */
    public boolean isStatus() {
        return group.contains("answered with");
    }

    /** Returns the same fault for every request. */
    Fault always() {
        return new Fault(group, name + ", always", moment, true, fresh, overS3, seeds, script, strike);
    }

    /** Returns the same fault on a new connection. */
    Fault onNewConnection() {
        return new Fault(group, name + ", new connection", moment, all, true, overS3, seeds, script, strike);
    }

    /** Returns the same fault for the SDK's own requests only. */
    Fault notOverS3() {
        return new Fault(group, name, moment, all, fresh, false, seeds, script, strike);
    }

    /** Returns the same fault at a number of positions. */
    Fault at(int positions) {
        return new Fault(group, name, moment, all, fresh, overS3, positions, script, strike);
    }
}
