package dev.plinth.tests.faults.judge;

import dev.plinth.tests.faults.fault.Fault;
import dev.plinth.tests.faults.operation.Operation;
import dev.plinth.tests.faults.proxy.Dice;
import java.util.Locale;

/**
 * One run of the matrix.
 *
 * @param operation what the SDK is asked to do
 * @param fault what goes wrong
 * @param request in which of the call's requests, from 1
 * @param seed at which of the fault's positions, from 1
 */
public record Row(Operation operation, Fault fault, int request, int seed) {

    /** Returns the fault's whole name. */
    public String faultName() {
        return fault.group() + ": " + fault.name();
    }

    /** Returns a name for what the run is about. */
    public String mark() {
        return String.format(Locale.ROOT, "f%012x", hash() >>> 16);
    }

    /** Returns a name for what the call before is about; it has nothing to do with the other one. */
    public String otherMark() {
        return "b" + mark().substring(1);
    }

    /** Returns what chooses the positions of this row. */
    public Dice dice() {
        return new Dice(hash());
    }

    private long hash() {
        long hash = 1125899906842597L;
        String name = toString();
        for (int i = 0; i < name.length(); i++) {
            hash = 31 * hash + name.charAt(i);
        }
        return hash * 0x9E3779B97F4A7C15L;
    }

    @Override
    public String toString() {
        return faultName() + " × " + operation.name() + (operation.requests() > 1 ? ", request " + request : "")
                + (fault.seeds() > 1 ? ", position " + seed : "");
    }
}
