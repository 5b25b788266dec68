package dev.plinth.tests.faults.proxy;

import java.util.concurrent.atomic.AtomicInteger;

/** Which of the next requests a script gets: one, or all from one on. */
public final class Arming {

    private final Script script;
    private final int first;
    private final boolean all;
    private final Dice dice;
    private final AtomicInteger requests = new AtomicInteger();
    private volatile boolean played;
    private volatile boolean applicable = true;

    private Arming(Script script, int first, boolean all, Dice dice) {
        this.script = script;
        this.first = first;
        this.all = all;
        this.dice = dice;
    }

    /** Lets no script have any request. */
    public static Arming nothing() {
        return once(Script.TRANSPARENT, Integer.MAX_VALUE, new Dice(0));
    }

    /** Lets a script have one request, counted from 1. */
    public static Arming once(Script script, int request, Dice dice) {
        return new Arming(script, request, false, dice);
    }

    /** Lets a script have all requests from one on. */
    public static Arming from(Script script, int request, Dice dice) {
        return new Arming(script, request, true, dice);
    }

    int count() {
        return requests.incrementAndGet();
    }

    Script scriptFor(int number) {
        if (number < first || (number > first && !all)) {
            return Script.TRANSPARENT;
        }
        played = true;
        return script;
    }

    Dice dice() {
        return dice;
    }

    void notApplicable() {
        applicable = false;
    }

    /** Tells whether the fault has happened to a request. */
    public boolean happened() {
        return played && applicable;
    }
}
