package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Script;
import dev.plinth.tests.faults.wire.Message;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/** Bytes that nobody asked for, after a response. They must never answer the next request. */
final class Surplus {

    private static final String SURPLUS = "left-over bytes after a response";
    private static final long NEXT_PACKET = 30;
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
            Message response = x.forward();
            x.write(response.bytes());
            x.pause(NEXT_PACKET);
            x.write(response.bytes());
        };
        Script garbage = (x, dice) -> {
            Message response = x.forward();
            x.write(response.bytes());
            x.pause(NEXT_PACKET);
            x.write("\r\nxyz".getBytes(StandardCharsets.US_ASCII));
        };
        Fault.Strike arrival = proxy -> Pauses.millis(2 * NEXT_PACKET);
        Fault.Strike idle = proxy -> Pauses.millis(LONG_IDLE);
        return Stream.of(
                Fault.onRequest(SURPLUS, "this call's response twice, in one piece", same),
                Fault.onRequest(SURPLUS, "this call's response twice", next),
                Fault.onCallBefore(SURPLUS, "the last call's response twice, in one piece", same, arrival),
                Fault.onCallBefore(SURPLUS, "the last call's response twice", next, arrival),
                Fault.onCallBefore(SURPLUS, "the last call's response twice, then idle for a second", next, idle),
                Fault.onCallBefore(SURPLUS, "some bytes", garbage, arrival));
    }
}
