package dev.plinth.tests.peers;

import dev.plinth.tests.faults.fault.Fault;
import dev.plinth.tests.faults.fault.Fault.Moment;
import dev.plinth.tests.faults.fault.Fault.Trait;
import dev.plinth.tests.faults.fault.Faults;
import dev.plinth.tests.faults.judge.Row;
import dev.plinth.tests.faults.operation.Effect;
import dev.plinth.tests.faults.operation.Site;
import dev.plinth.tests.faults.operation.WrongResultException;
import dev.plinth.tests.faults.proxy.Arming;
import dev.plinth.tests.faults.proxy.FaultProxy;
import dev.plinth.tests.peers.PeerTable.Count;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs the faults for other clients, one position each, and writes a table: {@code TABLE [ROWS]}. */
final class PeerMain {

    private static final int AT_A_TIME = 12;
    private static final long HANG_SECONDS = 60;
    private static final long SETTLED_MILLIS = 10_000;

    private final ExecutorService calls = Executors.newCachedThreadPool(work -> {
        Thread thread = new Thread(work, "peer");
        thread.setDaemon(true);
        return thread;
    });
    private final Site site;

    /** What came of a row; no count if the fault cannot be had. */
    private record Seen(Row row, Peer peer, @Nullable Count count, String why) {}

    private PeerMain(Site site) {
        this.site = site;
    }

    public static void main(String[] arguments) throws Exception {
        try (Site site = Site.start()) {
            List<Seen> seen = new PeerMain(site).all();
            Files.writeString(Path.of(arguments[0]), PeerTable.of(counts(seen), seen.size(), Peers.minio()));
            if (arguments.length > 1) {
                Files.write(
                        Path.of(arguments[1]),
                        seen.stream()
                                .map(s -> s.count() + "\t" + s.row() + "\t"
                                        + s.why().replace('\n', ' '))
                                .toList());
            }
        }
        System.exit(0);
    }

    /** Fault group, then peer, then the three counts. */
    private static Map<String, Map<String, Map<Count, Long>>> counts(List<Seen> seen) {
        Map<String, Map<String, Map<Count, Long>>> counts = new LinkedHashMap<>();
        for (Seen one : seen) {
            Count count = one.count();
            Map<Count, Long> cell = counts.computeIfAbsent(one.row().fault().group(), group -> new LinkedHashMap<>())
                    .computeIfAbsent(one.peer().operation().name(), name -> new EnumMap<>(Count.class));
            if (count != null) {
                cell.merge(count, 1L, Long::sum);
            }
        }
        return counts;
    }

    private List<Seen> all() throws InterruptedException, ExecutionException {
        ExecutorService runs = Executors.newFixedThreadPool(AT_A_TIME);
        List<Future<Seen>> futures = new ArrayList<>();
        for (Fault fault : Faults.all()) {
            // Each call has a client of its own, and so no connection that was used before.
            if (fault.moment() == Moment.CALL_BEFORE
                    || fault.group().equals("idle connection closed")
                    || fault.has(Trait.NOT_OVER_S3)
                    || fault.has(Trait.ONLY_IN_CHUNKS)) {
                continue;
            }
            for (Peer peer : Peers.all()) {
                int requests = fault.moment() == Moment.REQUEST ? peer.requests() : 1;
                for (int request = 1; request <= requests; request++) {
                    Row row = new Row(peer.operation(), fault, request, 1);
                    futures.add(runs.submit(() -> run(row, peer)));
                }
            }
        }
        List<Seen> seen = new ArrayList<>();
        for (Future<Seen> future : futures) {
            seen.add(future.get());
        }
        runs.shutdown();
        return seen;
    }

    private Seen run(Row row, Peer peer) throws Exception {
        try (FaultProxy proxy = FaultProxy.before(site.address(), row.mark())) {
            Fault fault = row.fault();
            Peer.Call call = peer.setup().on(site, row.mark());
            if (fault.moment() == Moment.REQUEST) {
                proxy.arm(
                        fault.has(Trait.ALWAYS)
                                ? Arming.from(fault.script(), row.request(), row.dice())
                                : Arming.once(fault.script(), row.request(), row.dice()));
            }
            fault.strike().at(proxy);
            Throwable failure = failure(call, proxy.url());
            boolean happened = fault.moment() == Moment.BETWEEN || proxy.armed().happened();
            proxy.endOfCall();
            proxy.arm(Arming.nothing());
            proxy.accept();
            boolean settled = proxy.settled(SETTLED_MILLIS);
            if (!happened) {
                return new Seen(row, peer, null, "");
            }
            boolean revealed = proxy.headsElsewhere().stream()
                    .anyMatch(head -> head.field("Authorization").isPresent()
                            || head.field("apikey").isPresent());
            Effect effect = settled ? call.effect() : Effect.OTHER;
            return new Seen(row, peer, judged(failure, effect, revealed), effect + " " + failure);
        }
    }

    private static Count judged(@Nullable Throwable failure, Effect effect, boolean revealed) {
        if (revealed || failure instanceof TimeoutException || failure instanceof WrongResultException) {
            return Count.FAILED;
        }
        if (failure != null) {
            return effect == Effect.OTHER ? Count.FAILED : Count.ERROR;
        }
        return effect == Effect.DONE || effect == Effect.NONE ? Count.IDENTICAL : Count.FAILED;
    }

    private @Nullable Throwable failure(Peer.Call call, String url) throws InterruptedException {
        Future<?> running = calls.submit(() -> {
            call.through(url);
            return null;
        });
        try {
            running.get(HANG_SECONDS, TimeUnit.SECONDS);
            return null;
        } catch (ExecutionException e) {
            return e.getCause();
        } catch (TimeoutException e) {
            running.cancel(true);
            return e;
        }
    }
}
