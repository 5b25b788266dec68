package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Exchange;
import dev.plinth.tests.faults.proxy.Script;
import dev.plinth.tests.faults.wire.Message;
import java.io.IOException;
import java.util.stream.Stream;

/** Redirects: back to where the request went, and to another origin, which must not get a body or a credential. */
final class Redirects {

    private static final String REDIRECT = "redirect";

    private Redirects() {}

    static Stream<Fault> all() {
        Script same = to(307, x -> x.head().target());
        return Stream.of(
                Fault.onRequest(REDIRECT, "307, same origin", same),
                Fault.onRequest(
                        REDIRECT, "303, same origin", to(303, x -> x.head().target())),
                Fault.onRequest(REDIRECT, "307 without Location", (x, dice) -> {
                    x.request();
                    x.answer(Message.response(307, "text/html", "<html/>"));
                }),
                Fault.onRequest(REDIRECT, "302, other origin", elsewhere(302)),
                Fault.onRequest(REDIRECT, "307, other origin", elsewhere(307)),
                Fault.onRequest(REDIRECT, "308, other origin", elsewhere(308)),
                Fault.onRequest(REDIRECT, "307 in a loop", same).always());
    }

    @FunctionalInterface
    private interface Target {
        String of(Exchange exchange) throws IOException;
    }

    private static Script elsewhere(int status) {
        return to(status, x -> x.otherOrigin() + x.head().target());
    }

    private static Script to(int status, Target target) {
        return (x, dice) -> {
            x.request();
            Message response = Message.response(status, "text/html", "<html/>");
            x.answer(response.with(response.head().with("Location", target.of(x))));
        };
    }
}
