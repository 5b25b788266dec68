package dev.plinth.benchmarks;

import com.sun.management.ThreadMXBean;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;

/** What a piece of work does, and how much the threads that do it allocate. */
@FunctionalInterface
interface Job {

    /** One of many calls. */
    @FunctionalInterface
    interface Step {
        void run(Client client, int number) throws Exception;
    }

    /** A job that is done once. */
    @FunctionalInterface
    interface Task {
        void run(Client client, Path folder) throws Exception;
    }

    /** Runs the job, and returns the bytes that its threads allocated; NaN if they are not known. */
    double run(Client client, Path folder) throws Exception;

    /** A job that threads of the client do as well: what they allocate is not known. */
    static Job transfer(Task task) {
        return (client, folder) -> {
            task.run(client, folder);
            return Double.NaN;
        };
    }

    /** The first call of a process; counts what its thread allocated from the start on. */
    static Job first(Step step) {
        return (client, folder) -> {
            step.run(client, 0);
            return allocated();
        };
    }

    static Job times(int count, Step step) {
        return (client, folder) -> {
            long before = allocated();
            for (int i = 0; i < count; i++) {
                step.run(client, i);
            }
            return allocated() - before;
        };
    }

    static Job parallel(int threads, int count, Step step) {
        return (client, folder) -> {
            ExecutorService pool = Executors.newFixedThreadPool(threads);
            AtomicInteger next = new AtomicInteger();
            List<Future<Long>> all = new ArrayList<>();
            for (int i = 0; i < threads; i++) {
                all.add(pool.submit(() -> share(client, step, next, count)));
            }
            pool.shutdown();
            long sum = 0;
            for (Future<Long> one : all) {
                sum += get(one);
            }
            return sum;
        };
    }

    /** Does one thread's share of the steps, and returns what it allocated. */
    private static long share(Client client, Step step, AtomicInteger next, int count) throws Exception {
        long before = allocated();
        for (int i = next.getAndIncrement(); i < count; i = next.getAndIncrement()) {
            step.run(client, i);
        }
        return allocated() - before;
    }

    private static long get(Future<Long> one) throws Exception {
        try {
            return one.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static long allocated() {
        return ((ThreadMXBean) ManagementFactory.getThreadMXBean()).getCurrentThreadAllocatedBytes();
    }
}
