package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Dice;
import dev.plinth.tests.faults.proxy.Exchange;
import dev.plinth.tests.faults.wire.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;

/**
 * One bit of a body is another. In JSON it is either a bit of the structure, or one of the name of what the call is about:
 * what follows from it is then the same in each run.
 */
final class Flips {

    private static final String FLIP = "flipped byte";
    private static final int POSITIONS = 3;

    private Flips() {}

    static Stream<Fault> all() {
        return Stream.of(
                Fault.onRequest(FLIP, "in the request's value", (x, dice) -> {
                    Message request = x.request();
                    flip(x, request, valueAt(request, x, dice));
                }),
                Fault.onRequest(FLIP, "in the request's content", (x, dice) -> {
                            Message request = x.request();
                            flip(x, request, contentAt(request, dice));
                        })
                        .at(POSITIONS),
                Fault.onRequest(FLIP, "in the response's value", (x, dice) -> {
                    Message response = x.forward();
                    flipResponse(x, response, valueAt(response, x, dice));
                }),
                Fault.onRequest(FLIP, "in the response's structure", (x, dice) -> {
                    Message response = x.forward();
                    flipResponse(x, response, structureAt(response, dice));
                }),
                Fault.onRequest(FLIP, "in the response's content", (x, dice) -> {
                            Message response = x.forward();
                            flipResponse(x, response, contentAt(response, dice));
                        })
                        .at(POSITIONS));
    }

    private static void flip(Exchange x, Message request, int at) throws IOException {
        if (at < 0) {
            x.pass();
        } else {
            x.answer(x.forward(flipped(request, at)));
        }
    }

    private static void flipResponse(Exchange x, Message response, int at) throws IOException {
        if (at < 0) {
            x.notApplicable();
            x.answer(response);
        } else {
            x.answer(flipped(response, at));
        }
    }

    private static Message flipped(Message message, int at) {
        byte[] other = message.body().clone();
        other[at] ^= 1;
        return message.with(other);
    }

    /** Returns a position in the name of what the call is about; -1 if the body does not hold it. */
    private static int valueAt(Message message, Exchange x, Dice dice) {
        int name = text(message).indexOf(x.mark());
        return isContent(message) || name < 0
                ? -1
                : name + dice.between(0, x.mark().length());
    }

    /** Returns the position of a quote or a brace; -1 if the body is not JSON or XML. */
    private static int structureAt(Message message, Dice dice) {
        String body = text(message);
        if (isContent(message)) {
            return -1;
        }
        int from = dice.between(0, body.length());
        for (int i = 0; i < body.length(); i++) {
            int at = (from + i) % body.length();
            if ("\"{}[]<>".indexOf(body.charAt(at)) >= 0) {
                return at;
            }
        }
        return -1;
    }

    /** Returns a position in an object's content; -1 if the body is something else. */
    private static int contentAt(Message message, Dice dice) {
        if (!isContent(message) || message.body().length == 0) {
            return -1;
        }
        if (message.head().field("Transfer-Encoding").isEmpty()) {
            return dice.between(0, message.body().length);
        }
        // In the first chunk, behind the line with its size.
        int line = text(message).indexOf("\r\n");
        int size = Integer.parseInt(text(message).substring(0, line).split(";", 2)[0], 16);
        return line + 2 + dice.between(0, size);
    }

    private static boolean isContent(Message message) {
        return message.head()
                .field("Content-Type")
                .filter(type -> type.contains("json") || type.contains("xml"))
                .isEmpty();
    }

    private static String text(Message message) {
        return new String(message.body(), StandardCharsets.ISO_8859_1);
    }
}
