package dev.plinth.testkit.internal.faults;

import dev.plinth.testkit.Fault;
import dev.plinth.testkit.Faults;
import dev.plinth.testkit.internal.config.Policies.Glob;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Tap;
import dev.plinth.testkit.internal.json.Json;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The faults in force, how often each has been injected, and their injection between the wire and the services. */
public final class FaultRules implements Faults {
    /** The maximum size of a request that is processed twice. */
    private static final int DUPLICATE_LIMIT = 64 << 20;

    private record Rule(Fault fault, AtomicInteger met) {
        boolean fits(Exchange exchange) {
            return (fault.method().equals("*") || fault.method().equals(exchange.method()))
                    && Glob.matches(fault.path(), exchange.fullPath(), null);
        }

        boolean isPending() {
            return met.get() < fault.skipped() + fault.count();
        }
    }

    private final CopyOnWriteArrayList<Rule> rules = new CopyOnWriteArrayList<>();
    private final Runnable tokenExpiry;
    private final Consumer<Duration> clockSkew;

    public FaultRules(Runnable tokenExpiry, Consumer<Duration> clockSkew) {
        this.tokenExpiry = tokenExpiry;
        this.clockSkew = clockSkew;
    }

    @Override
    public Faults add(Fault fault) {
        rules.add(new Rule(fault, new AtomicInteger()));
        return this;
    }

    @Override
    public List<Fault> pending() {
        return rules.stream().filter(Rule::isPending).map(Rule::fault).toList();
    }

    @Override
    public void clear() {
        rules.clear();
    }

    @Override
    public void expireTokens() {
        tokenExpiry.run();
    }

    @Override
    public void clockSkew(Duration skew) {
        clockSkew.accept(skew);
    }

    /** The fault to inject into a request; it counts as injected. */
    private Optional<Fault> take(Exchange exchange) {
        for (Rule rule : rules) {
            if (rule.isPending() && rule.fits(exchange)) {
                int before = rule.met().getAndIncrement();
                int skipped = rule.fault().skipped();
                if (before >= skipped && before < skipped + rule.fault().count()) {
                    return Optional.of(rule.fault());
                }
            }
        }
        return Optional.empty();
    }

    /** A handler that injects faults before and after another one. */
    public HttpHandler around(HttpHandler next) {
        return exchange -> {
            boolean local = exchange.fullPath().startsWith("/__local");
            Optional<Fault> fault = local ? Optional.empty() : take(exchange);
            return fault.isPresent() ? inject(fault.get(), exchange, next) : next.handle(exchange);
        };
    }

    private static Reply inject(Fault fault, Exchange exchange, HttpHandler next) throws IOException {
        long amount = fault.amount();
        switch (fault.kind()) {
            case STATUS -> {
                return status(fault);
            }
            case STALL -> pause(fault.delay().orElse(Duration.ZERO));
            case DROP_REQUEST -> exchange.tapBody(dropping(amount, exchange)::in);
            case SLOW -> exchange.tapBody(slow(amount)::in);
            case CORRUPT_REQUEST -> exchange.tapBody(corrupting(amount)::in);
            case DUPLICATE -> {
                byte[] body = exchange.bodyBytes(DUPLICATE_LIMIT);
                exchange.tapBody(in -> new ByteArrayInputStream(body));
                next.handle(exchange).discard();
                exchange.tapBody(in -> new ByteArrayInputStream(body));
            }
            default -> {}
        }
        Reply reply = next.handle(exchange);
        return switch (fault.kind()) {
            case STATUS_AFTER_WORK -> {
                reply.discard();
                yield status(fault);
            }
            case DROP_AFTER_WORK -> {
                reply.discard();
                throw exchange.dropped();
            }
            case DROP_RESPONSE -> reply.tap(dropping(amount, exchange));
            case SLOW -> reply.tap(slow(amount));
            case TRUNCATE -> reply.truncated(amount);
            case CORRUPT_RESPONSE -> reply.tap(corrupting(amount));
            default -> reply;
        };
    }

    private static Reply status(Fault fault) {
        int status = (int) fault.amount();
        String text = "a fault of the local platform";
        String body = fault.body()
                .orElseGet(() -> Json.text(
                        Json.object("statusCode", Integer.toString(status), "error", "fault", "message", text)));
        String type = body.startsWith("{") ? "application/json; charset=utf-8" : "text/plain;charset=UTF-8";
        Reply reply = Reply.text(status, type, body);
        fault.delay().ifPresent(delay -> reply.header("retry-after", Long.toString(delay.toSeconds())));
        return reply;
    }

    /** Changes one byte. */
    private static Tap corrupting(long target) {
        return new Tap() {
            private long at;

            @Override
            protected void pass(byte[] bytes, int offset, int length) {
                if (target >= at && target < at + length) {
                    bytes[offset + (int) (target - at)] ^= 1;
                }
                at += length;
            }
        };
    }

    /** Closes the connection after a number of bytes, or at the end of the body. */
    private static Tap dropping(long bytes, Exchange exchange) {
        return new Tap.First(bytes) {
            @Override
            protected void ended() throws IOException {
                throw exchange.dropped();
            }
        };
    }

    /** Limits the speed: waits until the time that the bytes so far should have taken is over. */
    private static Tap slow(long rate) {
        long bytesPerSecond = Math.max(1, rate);
        long start = System.nanoTime();
        // a tenth of a second's worth passes between two waits
        int portion = (int) Math.max(1, Math.min(64 * 1024, bytesPerSecond / 10));
        return new Tap() {
            private long passed;

            @Override
            protected int portion(int length) {
                return Math.min(length, portion);
            }

            @Override
            protected void pass(byte[] bytes, int offset, int length) throws IOException {
                passed += length;
                long due = start + passed * TimeUnit.SECONDS.toNanos(1) / bytesPerSecond;
                pause(Duration.ofNanos(due - System.nanoTime()));
            }
        };
    }

    private static void pause(Duration duration) throws InterruptedIOException {
        try {
            TimeUnit.NANOSECONDS.sleep(duration.toNanos());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("the platform ends");
        }
    }

    @Override
    public String toString() {
        return "Faults" + pending();
    }
}
