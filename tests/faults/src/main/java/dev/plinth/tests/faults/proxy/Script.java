package dev.plinth.tests.faults.proxy;

import java.io.IOException;

/** What the proxy does with one request. */
@FunctionalInterface
public interface Script {

    /** Passes the request on and the response back. */
    Script TRANSPARENT = (exchange, dice) -> exchange.answer(exchange.forward());

    /**
     * Plays the script.
     *
     * @param exchange the request, of which the head has been read
     * @param dice chooses positions; the same for the same row of the matrix
     */
    void play(Exchange exchange, Dice dice) throws IOException;
}
