package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Exchange;
import dev.plinth.tests.faults.proxy.Script;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Bytes that nobody asked for, after a response. They must never answer the next request. */
final class Surplus {

    private static final String SURPLUS = "left-over bytes after a response";
    private static final long NEXT_PACKET = 100;
    private static final long LONG_IDLE = 1_200;

    private Surplus() {}

    static Stream<Fault> all() {
        Script same = (x, dice) -> {
            byte[] response = x.forward().bytes();
            ByteArrayOutputStream two = new ByteArrayOutputStream();
            two.writeBytes(response);
            two.writeBytes(response);
            x.write(two.toByteArray());
        };
        Script next = (x, dice) -> {
            byte[] response = x.forward().bytes();
            x.write(response);
            later(x, response);
        };
        Script garbage = (x, dice) -> {
            x.write(x.forward().bytes());
            later(x, "\r\nxyz".getBytes(StandardCharsets.US_ASCII));
        };
        Fault.Strike arrival = proxy -> {
            boolean unused = proxy.settled(LONG_IDLE);
        };
        Fault.Strike idle = proxy -> Pauses.millis(LONG_IDLE);
        return Stream.of(
                Fault.onRequest(SURPLUS, "this call's response twice, in one piece", same),
                Fault.onRequest(SURPLUS, "this call's response twice", next),
                Fault.onCallBefore(SURPLUS, "the last call's response twice, in one piece", same, arrival),
                Fault.onCallBefore(SURPLUS, "the last call's response twice", next, arrival),
                Fault.onCallBefore(SURPLUS, "the last call's response twice, then idle for a second", next, idle),
                Fault.onCallBefore(SURPLUS, "some bytes", garbage, arrival));
    }

    /** Nobody can tell bytes that come after the next request from the response to it. */
    private static void later(Exchange x, byte[] surplus) throws IOException {
        x.pause(NEXT_PACKET);
        if (x.moreIsHere()) {
            x.notApplicable();
        } else {
            x.write(surplus);
        }
    }
}
