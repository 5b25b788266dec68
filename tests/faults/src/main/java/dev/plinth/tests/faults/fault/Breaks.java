package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Dice;
import dev.plinth.tests.faults.proxy.Exchange;
import dev.plinth.tests.faults.proxy.FaultProxy;
import dev.plinth.tests.faults.proxy.Script;
import dev.plinth.tests.faults.wire.Framing;
import dev.plinth.tests.faults.wire.Message;
import java.io.IOException;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;

/** Connections that are refused, or end before the exchange is complete. */
final class Breaks {

    private static final String RESET = "connection reset";
    private static final String CUT_REQUEST = "request cut";
    private static final String CUT_RESPONSE = "response cut";
    private static final String LOST = "done, response lost";
    private static final String IDLE = "idle connection closed";
    private static final int POSITIONS = 3;
    private static final long LONG_IDLE = 1_200;

    private Breaks() {}

    static Stream<Fault> all() {
        return Stream.of(connections(), requests(), responses(), idle()).flatMap(List::stream);
    }

    private static List<Fault> connections() {
        return List.of(
                Fault.between("connection refused", "refused, always", FaultProxy::refuse),
                Fault.between(RESET, "at once", FaultProxy::resetNextConnection),
                Fault.onRequest(RESET, "after the request's head", (x, dice) -> x.reset()),
                Fault.onRequest(RESET, "after the request's head", (x, dice) -> x.reset())
                        .always());
    }

    private static List<Fault> requests() {
        Script afterRequest = (x, dice) -> {
            x.request();
            x.reset();
        };
        return Stream.of(
                        twice(RESET, "after the request", afterRequest),
                        twice(CUT_REQUEST, "in the head", (x, dice) -> {
                            byte[] head = x.head().bytes();
                            cutRequest(x, Arrays.copyOf(head, dice.between(1, head.length)));
                        }),
                        twice(
                                CUT_REQUEST,
                                "at the end of the head",
                                (x, dice) -> cutRequest(x, x.head().bytes())),
                        List.of(
                                Fault.onRequest(CUT_REQUEST, "in the body", Breaks::cutRequestBody)
                                        .at(POSITIONS),
                                Fault.onRequest(CUT_REQUEST, "before the last byte", Breaks::cutLastOfRequest)))
                .flatMap(List::stream)
                .toList();
    }

    private static void cutRequest(Exchange x, byte[] start) throws IOException {
        x.forwardPart(start);
        x.close();
    }

    private static void cutRequestBody(Exchange x, Dice dice) throws IOException {
        if (!x.hasBody() || x.expectsContinue()) {
            x.pass();
            return;
        }
        Framing framing = Framing.ofRequest(x.head());
        int length = framing.isChunked() ? 8 * 1024 : (int) framing.length();
        byte[] start = x.startOfBody(dice.between(1, length));
        cutRequest(x, new Message(x.head(), start).bytes());
    }

    private static void cutLastOfRequest(Exchange x, Dice dice) throws IOException {
        if (!x.hasBody()) {
            x.pass();
            return;
        }
        byte[] whole = x.request().bytes();
        cutRequest(x, Arrays.copyOf(whole, whole.length - 1));
    }

    private static List<Fault> responses() {
        return Stream.of(
                        twice(LOST, "connection closed", (x, dice) -> {
                            x.forward();
                            x.end();
                        }),
                        twice(LOST, "connection reset", (x, dice) -> {
                            x.forward();
                            x.reset();
                        }),
                        List.of(Fault.onRequest(LOST, "connection closed, then others are refused", (x, dice) -> {
                            x.forward();
                            x.refuseOthers();
                            x.end();
                        })),
                        List.of(
                                cutResponse("in the head", (head, all, dice) -> dice.between(1, head - 2)),
                                cutResponse("at the end of the head", (head, all, dice) -> head),
                                cutResponse("in the body", (head, all, dice) -> dice.between(head + 1, all - 1))
                                        .at(POSITIONS),
                                cutResponse("before the last byte", (head, all, dice) -> all - 1)))
                .flatMap(List::stream)
                .toList();
    }

    @FunctionalInterface
    private interface Position {
        int in(int head, int all, Dice dice);
    }

    private static Fault cutResponse(String name, Position position) {
        return Fault.onRequest(CUT_RESPONSE, name, (x, dice) -> {
            Message response = x.forward();
            byte[] all = response.bytes();
            int head = response.head().bytes().length;
            int end = position.in(head, all.length, dice);
            if (end >= all.length || (all.length == head && end == head)) {
                x.notApplicable();
                x.answer(response);
                return;
            }
            x.write(Arrays.copyOf(all, end));
            x.end();
        });
    }

    private static List<Fault> idle() {
        return List.of(
                Fault.between(IDLE, "closed just before the call", proxy -> proxy.closeLines(false)),
                Fault.between(IDLE, "reset just before the call", proxy -> proxy.closeLines(true)),
                Fault.between(IDLE, "closed, then idle for more than a second", proxy -> {
                    proxy.closeLines(false);
                    Pauses.millis(LONG_IDLE);
                }),
                Fault.between(IDLE, "reset, then idle for more than a second", proxy -> {
                    proxy.closeLines(true);
                    Pauses.millis(LONG_IDLE);
                }));
    }

    private static List<Fault> twice(String group, String name, Script script) {
        Fault fault = Fault.onRequest(group, name, script);
        return List.of(fault, fault.onNewConnection());
    }
}
