package dev.plinth.testkit.internal.faults;

import dev.plinth.testkit.Fault;
import dev.plinth.testkit.Faults;
import dev.plinth.testkit.internal.config.Policies.Glob;
import dev.plinth.testkit.internal.http.Exchange;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** The faults in force, and how often each has happened. */
public final class FaultRules implements Faults {
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

    /** The fault that happens to a request; it counts from now on. */
    Optional<Fault> take(Exchange exchange) {
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

    @Override
    public String toString() {
        return "Faults" + pending();
    }
}
