package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Dice;
import dev.plinth.tests.faults.proxy.Exchange;
import dev.plinth.tests.faults.proxy.Script;
import dev.plinth.tests.faults.wire.Framing;
import dev.plinth.tests.faults.wire.Message;
import java.io.IOException;
import java.util.stream.Stream;

/** What goes wrong with a chunk of a resumable upload: one of many, another one at each position. */
final class Chunks {

    private static final String REFUSED = "chunk refused";
    private static final String STORED = "chunk stored, then refused";
    private static final String OFFSET = "offset lost";
    private static final String CUT = "chunk cut";
    private static final int POSITIONS = 30;

    private Chunks() {}

    static Stream<Fault> all() {
        return Stream.of(
                        chunk(REFUSED, "409", (x, dice) -> refuse(x, 409, "Upload-Offset conflict\n")),
                        chunk(REFUSED, "423", (x, dice) -> refuse(x, 423, "locked\n")),
                        chunk(REFUSED, "404", (x, dice) -> refuse(x, 404, "The file for this url was not found\n")),
                        chunk(REFUSED, "410", (x, dice) -> refuse(x, 410, "The file for this url no longer exists\n")),
                        chunk(REFUSED, "503", (x, dice) -> refuse(x, 503, "acquiring lock timeout")),
                        chunk(STORED, "409", (x, dice) -> storeAndRefuse(x, 409)),
                        chunk(STORED, "423", (x, dice) -> storeAndRefuse(x, 423)),
                        chunk(STORED, "503", (x, dice) -> storeAndRefuse(x, 503)),
                        chunk(OFFSET, "no offset in the response", (x, dice) -> {
                            Message stored = x.forward();
                            x.answer(stored.with(stored.head().without("Upload-Offset")));
                        }),
                        chunk(OFFSET, "another offset in the response", (x, dice) -> {
                            Message stored = x.forward();
                            String other = Integer.toString(dice.between(0, 400_000));
                            x.answer(stored.with(stored.head().with("Upload-Offset", other)));
                        }),
                        chunk(CUT, "closed at a byte", (x, dice) -> {
                            forwardPart(x, dice);
                            x.close();
                        }),
                        chunk(CUT, "reset at a byte", (x, dice) -> {
                            forwardPart(x, dice);
                            x.reset();
                        }))
                .map(fault -> fault.onlyInChunks().at(POSITIONS));
    }

    private static Fault chunk(String group, String name, Script script) {
        return Fault.onRequest(group, name, (x, dice) -> {
            if (x.head().method().equals("PATCH")) {
                script.play(x, dice);
            } else {
                x.pass();
            }
        });
    }

    private static void refuse(Exchange x, int status, String text) throws IOException {
        x.request();
        x.answer(Message.response(status, "text/plain", text));
    }

    private static void storeAndRefuse(Exchange x, int status) throws IOException {
        x.forward();
        x.answer(Message.response(status, "text/plain", "made up"));
    }

    private static void forwardPart(Exchange x, Dice dice) throws IOException {
        int length = (int) Framing.ofRequest(x.head()).length();
        byte[] start = x.startOfBody(dice.between(0, length));
        x.forwardPart(new Message(x.head(), start).bytes());
    }
}
