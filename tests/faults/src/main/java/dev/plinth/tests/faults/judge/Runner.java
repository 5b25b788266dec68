package dev.plinth.tests.faults.judge;

import dev.plinth.tests.faults.fault.Fault;
import dev.plinth.tests.faults.fault.Fault.Moment;
import dev.plinth.tests.faults.fault.Fault.Trait;
import dev.plinth.tests.faults.operation.Client;
import dev.plinth.tests.faults.operation.Effect;
import dev.plinth.tests.faults.operation.Limits;
import dev.plinth.tests.faults.operation.Site;
import dev.plinth.tests.faults.operation.Trial;
import dev.plinth.tests.faults.operation.WrongResultException;
import dev.plinth.tests.faults.proxy.Arming;
import dev.plinth.tests.faults.proxy.FaultProxy;
import dev.plinth.tests.faults.wire.Head;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs rows, each with a proxy and a client of its own. */
public final class Runner implements AutoCloseable {

    /** Several times what any call may take by its limits. */
    private static final long HANG_MILLIS = 60_000;

    private static final long ON_ITS_WAY_MILLIS = 100;
    private static final long SETTLED_MILLIS = 10_000;

    private final Site site;
    private final ExecutorService calls = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "call");
        thread.setDaemon(true);
        return thread;
    });

    public Runner(Site site) {
        this.site = site;
    }

    /**
     * Runs a row.
     *
     * @return what came of it; empty if the fault cannot be had in it
     */
    public Optional<Verdict> run(Row row) {
        try (FaultProxy proxy = FaultProxy.before(site.address(), row.mark())) {
            return run(row, proxy);
        } catch (Exception e) {
            return Optional.of(new Verdict(row, Outcome.BROKEN, e.toString(), 0));
        }
    }

    private Optional<Verdict> run(Row row, FaultProxy proxy) throws Exception {
        Trial trial = row.operation().setup().on(site, row.mark());
        Client client = new Client(proxy.url(), site, row.fault().has(Trait.STALLS) ? Limits.SHORT : Limits.LONG);
        Ending before = prepare(row, proxy, client);
        long began = System.nanoTime();
        // What the call before got wrong is the fault's doing as well.
        Ending ending = before.failure() instanceof WrongResultException ? before : timed(() -> trial.call(client));
        long millis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
        boolean happened =
                row.fault().moment() == Moment.BETWEEN || proxy.armed().happened();
        proxy.endOfCall();
        proxy.arm(Arming.nothing());
        proxy.accept();
        if (row.fault().moment() == Moment.CALL_BEFORE) {
            // The call may have taken another response for its own while its request was still on its way.
            TimeUnit.MILLISECONDS.sleep(ON_ITS_WAY_MILLIS);
        }
        boolean settled = proxy.settled(SETTLED_MILLIS);
        if (!happened) {
            client.close();
            return Optional.empty();
        }
        Effect effect = ending.ended() && settled ? trial.effect() : Effect.OTHER;
        Observation seen = afterwards(row, proxy, client, ending, effect);
        Judge.Finding finding = Judge.judge(seen);
        return Optional.of(new Verdict(row, finding.outcome(), finding.why(), millis));
    }

    /** Makes a call before, if the fault is one of connections that have served before, and arms the fault. */
    private Ending prepare(Row row, FaultProxy proxy, Client client) throws Exception {
        Fault fault = row.fault();
        Arming arming = fault.has(Trait.ALWAYS)
                ? Arming.from(fault.script(), row.request(), row.dice())
                : Arming.once(fault.script(), row.request(), row.dice());
        Ending ending = new Ending(true, null);
        if (fault.moment() == Moment.CALL_BEFORE) {
            Trial before = row.operation().setup().on(site, row.otherMark());
            proxy.arm(arming);
            ending = timed(() -> before.call(client));
        } else if (!fault.has(Trait.NEW_CONNECTION)) {
            row.operation().group().ping(client);
        }
        if (fault.moment() == Moment.REQUEST) {
            proxy.arm(arming);
        }
        fault.strike().at(proxy);
        return ending;
    }

    private Observation afterwards(Row row, FaultProxy proxy, Client client, Ending ending, Effect effect)
            throws Exception {
        Ending next = ending.ended() ? timed(() -> row.operation().group().ping(client)) : ending;
        client.close();
        boolean closes = row.operation().group().closesConnections();
        int open = closes ? proxy.openAfter(SETTLED_MILLIS) : 0;
        Throwable nextFailure =
                next.ended() ? next.failure() : new IllegalStateException("it did not end", next.failure());
        return new Observation(
                ending.ended(), ending.failure(), effect, revealed(proxy.headsElsewhere()), nextFailure, open);
    }

    private static List<String> revealed(List<Head> heads) {
        return heads.stream()
                .filter(head -> head.field("Authorization").isPresent()
                        || head.field("apikey").isPresent()
                        || head.field("Content-Length")
                                .filter(n -> !n.equals("0"))
                                .isPresent()
                        || head.field("Transfer-Encoding").isPresent())
                .map(Head::firstLine)
                .toList();
    }

    /** How a call ended, if it did. */
    private record Ending(boolean ended, @Nullable Throwable failure) {}

    @FunctionalInterface
    private interface Work {
        void run() throws Exception;
    }

    private Ending timed(Work work) throws InterruptedException {
        Future<?> call = calls.submit(() -> {
            work.run();
            return null;
        });
        try {
            call.get(HANG_MILLIS, TimeUnit.MILLISECONDS);
            return new Ending(true, null);
        } catch (ExecutionException e) {
            return new Ending(true, e.getCause());
        } catch (TimeoutException e) {
            call.cancel(true);
            return new Ending(false, e);
        }
    }

    @Override
    public void close() {
        calls.shutdownNow();
    }
}
