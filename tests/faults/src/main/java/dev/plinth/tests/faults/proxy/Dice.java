package dev.plinth.tests.faults.proxy;

import java.util.SplittableRandom;

/** Chooses positions. The same seed chooses the same ones. */
public final class Dice {

    private final SplittableRandom random;

    public Dice(long seed) {
        this.random = new SplittableRandom(seed);
    }

    /** Returns a number from the first up to, but without, the second; the first if there is none between. */
    public int between(int from, int to) {
        return to <= from ? from : random.nextInt(from, to);
    }
}
