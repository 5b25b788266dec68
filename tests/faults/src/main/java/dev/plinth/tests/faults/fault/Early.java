package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Dice;
import dev.plinth.tests.faults.proxy.Exchange;
import dev.plinth.tests.faults.proxy.Script;
import dev.plinth.tests.faults.wire.Message;
import java.io.IOException;
import java.util.stream.Stream;

/** Responses that come before the request's body was read, and servers that know no {@code Expect}. */
final class Early {

    private static final String EARLY = "early response";
    /** Long enough for the client to read the response. */
    private static final long LINGER = 200;

    private static final String EXPECT = "Expect: 100-continue";

    private Early() {}

    static Stream<Fault> all() {
        return Stream.of(
                early("413, then closed", 413, Exchange::close),
                early("413, the rest is read", 413, Exchange::end),
                early("403, then closed", 403, Exchange::close),
                early("403, the rest is read", 403, Exchange::end),
                early("200, then closed", 200, Exchange::close),
                early("200, the rest is read", 200, Exchange::end),
                Fault.onRequest(EXPECT, "ignored, after a request was cut", Early::cutThenIgnored)
                        .always()
                        .stalling(),
                Fault.onRequest(EXPECT, "ignored", expected((x, dice) -> {
                            x.bodyUnasked();
                            x.answer(x.forward());
                        }))
                        .stalling(),
                Fault.onRequest(EXPECT, "answered with 417", expected((x, dice) -> {
                    Message refusal = Message.response(417, "text/html", "<html/>");
                    x.answer(refusal.with(refusal.head().plus("Connection", "close")));
                })));
    }

    @FunctionalInterface
    private interface After {
        void with(Exchange exchange) throws IOException;
    }

    private static Fault early(String name, int status, After after) {
        String body = status == 200 ? "{}" : "{\"message\":\"made up\"}";
        Message response = Message.response(status, "application/json", body);
        Message last = response.with(response.head().plus("Connection", "close"));
        return Fault.onRequest(EARLY, name, (x, dice) -> {
            if (!x.hasBody()) {
                x.pass();
                return;
            }
            x.write(last.bytes());
            x.pause(LINGER);
            after.with(x);
        });
    }

    /** Clients may ask first when they send something again. */
    private static void cutThenIgnored(Exchange x, Dice dice) throws IOException {
        if (!x.hasBody()) {
            x.pass();
        } else if (x.number() == 1) {
            x.startOfBody(1);
            x.reset();
        } else {
            x.bodyUnasked();
            x.answer(x.forward());
        }
    }

    private static Script expected(Script script) {
        return (x, dice) -> {
            if (x.expectsContinue()) {
                script.play(x, dice);
            } else {
                x.pass();
            }
        };
    }
}
