package dev.plinth.tests.faults;

import dev.plinth.tests.faults.judge.Verdict;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;

/** Says now and then how far a run has come. */
final class Ticker implements Consumer<Verdict> {

    private static final int EVERY = 500;

    private final int rows;
    private final AtomicInteger done = new AtomicInteger();

    Ticker(int rows) {
        this.rows = rows;
    }

    @Override
    public void accept(Verdict verdict) {
        int number = done.incrementAndGet();
        if (number % EVERY == 0) {
            System.err.println(number + " of at most " + rows + " runs");
        }
    }
}
