package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Script;
import java.util.List;
import java.util.stream.Stream;

/** All faults that are tried. */
public final class Faults {

    private Faults() {}

    /** Returns the faults, group by group; the first of them is that nothing goes wrong. */
    public static List<Fault> all() {
        return Stream.of(
                        Stream.of(Fault.onRequest("none", "nothing goes wrong", Script.TRANSPARENT)),
                        Breaks.all(),
                        Waits.all(),
                        Statuses.all(),
                        Lengths.all(),
                        Surplus.all(),
                        Early.all(),
                        Redirects.all(),
                        Flips.all(),
                        Chunks.all())
                .flatMap(faults -> faults)
                .toList();
    }
}
