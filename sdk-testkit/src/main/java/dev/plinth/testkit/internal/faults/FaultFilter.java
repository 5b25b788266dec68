package dev.plinth.testkit.internal.faults;

import dev.plinth.testkit.Fault;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.Optional;

/** Carries faults out, between the wire and the services. */
public record FaultFilter(FaultRules rules) {
    /** What a request may have at most to be carried out twice. */
    private static final int DUPLICATE_LIMIT = 64 << 20;

    /** A handler that carries faults out before or after another one. */
    public HttpHandler around(HttpHandler next) {
        return exchange -> handle(exchange, next);
    }

    private Reply handle(Exchange exchange, HttpHandler next) throws IOException {
        Optional<Fault> fault = exchange.fullPath().startsWith("/__local") ? Optional.empty() : rules.take(exchange);
        return fault.isPresent() ? happen(fault.get(), exchange, next) : next.handle(exchange);
    }

    private static Reply happen(Fault fault, Exchange exchange, HttpHandler next) throws IOException {
        long amount = fault.amount();
        switch (fault.kind()) {
            case STATUS -> {
                return status(fault);
            }
            case STATUS_AFTER_WORK -> {
                next.handle(exchange).discard();
                return status(fault);
            }
            case DROP_REQUEST -> exchange.tapBody(FaultTaps.dropping(amount, exchange)::in);
            case DROP_RESPONSE -> {
                return next.handle(exchange).tap(FaultTaps.dropping(amount, exchange));
            }
            case DROP_AFTER_WORK -> {
                next.handle(exchange).discard();
                throw exchange.dropped();
            }
            case STALL -> FaultTaps.pause(fault.delay().orElse(Duration.ZERO));
            case SLOW -> {
                exchange.tapBody(FaultTaps.slow(amount)::in);
                return next.handle(exchange).tap(FaultTaps.slow(amount));
            }
            case TRUNCATE -> {
                return next.handle(exchange).truncated(amount);
            }
            case CORRUPT_REQUEST -> exchange.tapBody(FaultTaps.corrupting(amount)::in);
            case CORRUPT_RESPONSE -> {
                return next.handle(exchange).tap(FaultTaps.corrupting(amount));
            }
            case DUPLICATE -> {
                byte[] body = exchange.bodyBytes(DUPLICATE_LIMIT);
                exchange.tapBody(in -> new ByteArrayInputStream(body));
                next.handle(exchange).discard();
                exchange.tapBody(in -> new ByteArrayInputStream(body));
            }
        }
        return next.handle(exchange);
    }

    private static Reply status(Fault fault) {
        int status = (int) fault.amount();
        String body = fault.body()
                .orElseGet(() -> Json.text(Json.object(
                        "statusCode",
                        Integer.toString(status),
                        "error",
                        "fault",
                        "message",
                        "a fault of the local platform")));
        String type = body.startsWith("{") ? "application/json; charset=utf-8" : "text/plain;charset=UTF-8";
        Reply reply = Reply.text(status, type, body);
        fault.delay().ifPresent(delay -> reply.header("retry-after", Long.toString(delay.toSeconds())));
        return reply;
    }
}
