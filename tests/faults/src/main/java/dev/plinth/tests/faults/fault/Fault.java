package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.FaultProxy;
import dev.plinth.tests.faults.proxy.Script;
import java.io.IOException;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One thing that goes wrong.
 *
 * @param group what it is told under
 * @param name what exactly goes wrong
 * @param moment when it does
 * @param traits what else there is to know of it
 * @param seeds how many positions are tried
 * @param script what happens to the request
 * @param strike what is done to the proxy before the call
 */
public record Fault(
        String group, String name, Moment moment, Set<Trait> traits, int seeds, Script script, Strike strike) {

    /** When a fault happens. */
    public enum Moment {
        /** In a request of the call itself. */
        REQUEST,
        /** Between the call before and this one. */
        BETWEEN,
        /** In the response to the call before. */
        CALL_BEFORE
    }

    /** What distinguishes faults. */
    public enum Trait {
        /** It happens to all requests, not to one only. */
        ALWAYS,
        /** The request goes out on a new connection, not on one that has served before. */
        NEW_CONNECTION,
        /** It is not tried with AWS's clients. */
        NOT_OVER_S3,
        /** Nothing moves then, so that clients need short limits. */
        STALLS,
        /** It happens to one of many chunks, another one at each position. */
        ONLY_IN_CHUNKS
    }

    /** Does something to the proxy. */
    @FunctionalInterface
    public interface Strike {
        void at(FaultProxy proxy) throws IOException;
    }

    private static final Strike NONE = proxy -> {};

    static Fault onRequest(String group, String name, Script script) {
        return new Fault(group, name, Moment.REQUEST, Set.of(), 1, script, NONE);
    }

    static Fault onCallBefore(String group, String name, Script script, Strike pause) {
        return new Fault(group, name, Moment.CALL_BEFORE, Set.of(), 1, script, pause);
    }

    static Fault between(String group, String name, Strike strike) {
        return new Fault(group, name, Moment.BETWEEN, Set.of(), 1, Script.TRANSPARENT, strike);
    }

    /** Tells whether the fault has a trait. */
    public boolean has(Trait trait) {
        return traits.contains(trait);
    }

    /** Tells whether this is one of the many that differ in a status and a field only. */
    public boolean isStatus() {
        return group.contains("answered with");
    }

    /** Returns the same fault for every request. */
    Fault always() {
        return with(Trait.ALWAYS, name + ", always");
    }

    /** Returns the same fault on a new connection. */
    Fault onNewConnection() {
        return with(Trait.NEW_CONNECTION, name + ", new connection");
    }

    /** Returns the same fault for the SDK's own requests only. */
    Fault notOverS3() {
        return with(Trait.NOT_OVER_S3, name);
    }

    /** Returns the same fault for clients with short limits. */
    Fault stalling() {
        return with(Trait.STALLS, name);
    }

    /** Returns the same fault for uploads in chunks only. */
    Fault onlyInChunks() {
        return with(Trait.ONLY_IN_CHUNKS, name);
    }

    /** Returns the same fault at a number of positions. */
    public Fault at(int positions) {
        return new Fault(group, name, moment, traits, positions, script, strike);
    }

    private Fault with(Trait trait, String newName) {
        Set<Trait> more = Stream.concat(traits.stream(), Stream.of(trait)).collect(Collectors.toUnmodifiableSet());
        return new Fault(group, newName, moment, more, seeds, script, strike);
    }
}
