package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Script;
import dev.plinth.tests.faults.wire.Message;
import java.util.Arrays;
import java.util.stream.Stream;

/** Connections on which nothing moves, or little. */
final class Waits {

    private static final String STALL = "stall";
    private static final String SLOW = "slow";
    private static final long BETWEEN_PIECES = 100;
    private static final int PIECES = 10;
    private static final int ENDLESS = 100_000;

    private Waits() {}

    static Stream<Fault> all() {
        Script beforeDone = (x, dice) -> {
            x.request();
            x.hold();
        };
        Script afterDone = (x, dice) -> {
            x.forward();
            x.hold();
        };
        Stream<Fault> stalls = Stream.of(
                Fault.onRequest(STALL, "the request's body is not read", (x, dice) -> x.hold()),
                Fault.onRequest(STALL, "before it is done", beforeDone),
                Fault.onRequest(STALL, "before it is done", beforeDone).always(),
                Fault.onRequest(STALL, "after it is done", afterDone),
                Fault.onRequest(STALL, "after it is done", afterDone).onNewConnection(),
                Fault.onRequest(STALL, "in the response's head", (x, dice) -> {
                    Message response = x.forward();
                    byte[] head = response.head().bytes();
                    x.write(Arrays.copyOf(head, dice.between(1, head.length - 2)));
                    x.hold();
                }),
                Fault.onRequest(STALL, "in the response's body", (x, dice) -> {
                    Message response = x.forward();
                    byte[] all = response.bytes();
                    int head = response.head().bytes().length;
                    if (all.length == head) {
                        x.notApplicable();
                        x.answer(response);
                        return;
                    }
                    x.write(Arrays.copyOf(all, dice.between(head, all.length - 1)));
                    x.hold();
                }));
        return Stream.concat(stalls.map(Fault::stalling), slow());
    }

    private static Stream<Fault> slow() {
        return Stream.of(
                Fault.onRequest(
                        SLOW, "the response", (x, dice) -> x.drip(x.forward().bytes(), PIECES, BETWEEN_PIECES)),
                // What AWS's blocking client does when its limit ends a slow read is a matter of luck.
                Fault.onRequest(SLOW, "the body of an error, without end", (x, dice) -> {
                            x.request();
                            String body = "x".repeat(ENDLESS);
                            x.drip(Message.response(500, "text/html", body).bytes(), ENDLESS, BETWEEN_PIECES);
                            x.end();
                        })
                        .notOverS3()
                        .stalling());
    }
}
