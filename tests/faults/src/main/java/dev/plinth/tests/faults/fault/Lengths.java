package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Exchange;
import dev.plinth.tests.faults.proxy.Script;
import dev.plinth.tests.faults.wire.Message;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Responses that are not framed as they say. */
final class Lengths {

    private static final String LENGTH = "wrong Content-Length";
    private static final String CHUNKS = "broken chunks";

    private Lengths() {}

    static Stream<Fault> all() {
        return Stream.concat(lengths().map(Fault::stalling), chunks());
    }

    private static Stream<Fault> lengths() {
        return Stream.of(
                Fault.onRequest(LENGTH, "too long, then closed", declaring(n -> n + 7, Exchange::end)),
                Fault.onRequest(LENGTH, "too long, kept open", declaring(n -> n + 7, Exchange::hold)),
                Fault.onRequest(LENGTH, "too short", declaring(n -> Math.max(0, n - 3), x -> {})),
                Fault.onRequest(LENGTH, "zero", declaring(n -> 0L, x -> {})),
                Fault.onRequest(LENGTH, "negative", stating("-1")),
                Fault.onRequest(LENGTH, "malformed", stating("12abc")),
                Fault.onRequest(LENGTH, "too large for any number", stating("99999999999999999999")),
                Fault.onRequest(LENGTH, "two that differ", (x, dice) -> {
                    Message response = x.forward().withLength();
                    String other = Integer.toString(response.body().length + 5);
                    x.write(response.with(response.head().plus("Content-Length", other))
                            .bytes());
                }));
    }

    @FunctionalInterface
    private interface After {
        void with(Exchange exchange) throws IOException;
    }

    private static Script declaring(UnaryOperator<Long> change, After after) {
        return (x, dice) -> {
            Message response = x.forward().withLength();
            long length = response.body().length;
            long said = change.apply(length);
            if (said == length || x.head().method().equals("HEAD")) {
                x.notApplicable();
                x.answer(response);
                return;
            }
            x.write(response.with(response.head().with("Content-Length", Long.toString(said)))
                    .bytes());
            after.with(x);
        };
    }

    private static Script stating(String length) {
        return (x, dice) -> {
            Message response = x.forward().withLength();
            x.write(response.with(response.head().with("Content-Length", length))
                    .bytes());
        };
    }

    private static Stream<Fault> chunks() {
        return Stream.of(
                Fault.onRequest(CHUNKS, "none is broken", chunked(raw -> raw)),
                Fault.onRequest(CHUNKS, "the size is no number", chunked(raw -> {
                    byte[] broken = raw.clone();
                    broken[0] = 'z';
                    return broken;
                })),
                Fault.onRequest(CHUNKS, "the size is negative", chunked(raw -> concat("-", raw))),
                Fault.onRequest(CHUNKS, "the size is too large", chunked(raw -> concat("1", raw))),
                Fault.onRequest(CHUNKS, "the last one is missing", chunked(raw -> Arrays.copyOf(raw, raw.length - 5))),
                Fault.onRequest(CHUNKS, "the last line is missing", chunked(raw -> Arrays.copyOf(raw, raw.length - 2))),
                Fault.onRequest(CHUNKS, "the end of one is missing", chunked(raw -> {
                    byte[] broken = raw.clone();
                    broken[raw.length - 7] = 'z';
                    return broken;
                })));
    }

    private static byte[] concat(String start, byte[] rest) {
        byte[] all = Arrays.copyOf(start.getBytes(StandardCharsets.US_ASCII), start.length() + rest.length);
        System.arraycopy(rest, 0, all, start.length(), rest.length);
        return all;
    }

    private static Script chunked(UnaryOperator<byte[]> change) {
        return (x, dice) -> {
            Message response = x.forward();
            if (response.withLength().body().length == 0) {
                x.notApplicable();
                x.answer(response);
                return;
            }
            Message chunked = response.withChunks();
            x.write(chunked.with(change.apply(chunked.body())).bytes());
            x.end();
        };
    }
}
