package dev.plinth.examples.quickstart;

import java.io.PrintStream;
import java.time.Duration;

/** Says what was done and how long it took. */
final class Account {

    private final PrintStream out;
    private int done;

    Account(PrintStream out) {
        this.out = out;
    }

    void title(String text) {
        out.println(text);
    }

    void section(String text) {
        out.println();
        out.println(text);
    }

    void step(String what, String result, Duration took) {
        done++;
        out.printf("  %-18s %-64s %6d ms%n", what, result, took.toMillis());
    }

    void left(String what, String why) {
        out.printf("  %-18s %s%n", what, why);
    }

    void end() {
        out.println();
        out.println("done: " + done + " steps");
    }
}
