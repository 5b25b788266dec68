package dev.plinth.tests.faults;

import dev.plinth.tests.faults.fault.Fault;
import dev.plinth.tests.faults.fault.Fault.Trait;
import dev.plinth.tests.faults.fault.Faults;
import dev.plinth.tests.faults.judge.Row;
import dev.plinth.tests.faults.judge.Runner;
import dev.plinth.tests.faults.judge.Verdict;
import dev.plinth.tests.faults.operation.Operation;
import dev.plinth.tests.faults.operation.Operations;
import dev.plinth.tests.faults.operation.Site;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** Every operation under every fault. */
public final class Matrix {

    /** Mostly they wait. */
    private static final int AT_A_TIME = 12;

    /** Of the whole matrix the quick one has each row that is so far from the last. */
    private static final int QUICK_STEP = 9;

    private static final int QUICK_STEP_OF_STATUSES = 89;

    private final List<Row> rows;

    private Matrix(List<Row> rows) {
        this.rows = rows;
    }

    /** Returns all rows. */
    public static Matrix whole() {
        return of(Faults.all());
    }

    /** Returns all rows, with so many positions for each fault that has more than one. */
    public static Matrix whole(int positions) {
        return of(Faults.all().stream()
                .map(fault -> fault.seeds() > 1 ? fault.at(positions) : fault)
                .toList());
    }

    private static Matrix of(List<Fault> faults) {
        List<Row> rows = new ArrayList<>();
        for (Fault fault : faults) {
            for (Operation operation : Operations.all()) {
                IntStream.rangeClosed(1, fault.seeds())
                        .forEach(seed -> IntStream.rangeClosed(1, requests(fault, operation))
                                .forEach(request -> rows.add(
                                        new Row(operation, fault, request(fault, operation, request, seed), seed))));
            }
        }
        return new Matrix(rows);
    }

    /** The chunks follow the first request; each position has its own. */
    private static int request(Fault fault, Operation operation, int request, int seed) {
        return fault.has(Trait.ONLY_IN_CHUNKS) ? 2 + seed * 7 % operation.chunks() : request;
    }

    /** What happens between calls happens before the first request. */
    private static int requests(Fault fault, Operation operation) {
        if (fault.has(Trait.NOT_OVER_S3) && operation.group().isS3()) {
            return 0;
        }
        if (fault.has(Trait.ONLY_IN_CHUNKS)) {
            return operation.chunks() > 0 ? 1 : 0;
        }
        return fault.moment() == Fault.Moment.REQUEST ? operation.requests() : 1;
    }

    /** Returns some rows of each fault and of each operation, always the same ones. */
    public static Matrix quick() {
        Map<Boolean, List<Row>> parts = whole().rows.stream()
                .collect(Collectors.partitioningBy(row -> row.fault().isStatus()));
        return new Matrix(Stream.concat(
                        every(QUICK_STEP, parts.getOrDefault(false, List.of())),
                        every(QUICK_STEP_OF_STATUSES, parts.getOrDefault(true, List.of())))
                .toList());
    }

    private static Stream<Row> every(int step, List<Row> rows) {
        return IntStream.range(0, rows.size()).filter(i -> i % step == 0).mapToObj(rows::get);
    }

    /** Returns the rows whose names contain a text. */
    public Matrix only(String text) {
        return new Matrix(
                rows.stream().filter(row -> row.toString().contains(text)).toList());
    }

    /** Returns how many rows there are; in some of them the fault cannot be had. */
    public int size() {
        return rows.size();
    }

    /** Runs the rows and returns what came of them, in their order. */
    public List<Verdict> run(Consumer<Verdict> progress) throws IOException, InterruptedException {
        ExecutorService runs = Executors.newFixedThreadPool(AT_A_TIME);
        try (Site site = Site.start();
                Runner runner = new Runner(site)) {
            List<Future<Optional<Verdict>>> futures = new ArrayList<>();
            for (Row row : rows) {
                futures.add(runs.submit(() -> {
                    Optional<Verdict> verdict = runner.run(row);
                    verdict.ifPresent(progress);
                    return verdict;
                }));
            }
            List<Verdict> verdicts = new ArrayList<>();
            for (Future<Optional<Verdict>> future : futures) {
                future.get().ifPresent(verdicts::add);
            }
            return verdicts;
        } catch (ExecutionException e) {
            throw new IllegalStateException(e.getCause());
        } finally {
            runs.shutdownNow();
        }
    }
}
