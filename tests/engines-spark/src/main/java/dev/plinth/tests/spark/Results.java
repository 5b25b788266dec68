package dev.plinth.tests.spark;

import java.util.Locale;
import java.util.concurrent.Callable;

/** Prints what a program found out. */
final class Results {

    /** Prints a result. */
    void add(String name, Object value) {
        System.out.println("RESULT " + name + "=" + String.valueOf(value).replace('\n', ' '));
    }

    /** Runs a step, and prints how long it took. */
    <T> T timed(String name, Callable<T> step) throws Exception {
        long start = System.nanoTime();
        T result = step.call();
        add(name + ".seconds", String.format(Locale.ROOT, "%.1f", (System.nanoTime() - start) / 1e9));
        return result;
    }

    /** Runs a step, and prints its value or its failure. */
    void tried(String name, Callable<?> step) {
        try {
            add(name, String.valueOf(step.call()));
        } catch (Exception e) {
            add(name, "failed: " + e);
        }
    }
}
