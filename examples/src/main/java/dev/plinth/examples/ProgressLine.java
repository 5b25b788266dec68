package dev.plinth.examples;

import dev.plinth.core.Progress;
import dev.plinth.storage.transfer.DirectoryProgress;
import java.io.Console;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Shows the progress of one transfer: on a terminal in one line, which is rewritten, elsewhere as a line every few seconds.
 * For one transfer; close it at its end.
 */
public final class ProgressLine implements Consumer<Progress>, AutoCloseable {

    private static final Duration ON_TERMINAL = Duration.ofMillis(100);
    private static final Duration ELSEWHERE = Duration.ofSeconds(5);
    private static final int WIDTH = 79;

    private final String label;
    private final PrintStream out;
    private final boolean terminal;
    private final LongSupplier nanoTime;
    private boolean shown;
    private long shownAt;
    private String latest = "";
    private String printed = "";

    ProgressLine(String label, PrintStream out, boolean terminal, LongSupplier nanoTime) {
        this.label = label;
        this.out = out;
        this.terminal = terminal;
        this.nanoTime = nanoTime;
    }

    /**
     * Returns a line on the standard output.
     *
     * @param label the name of the transfer
     * @return the line
     */
    public static ProgressLine of(String label) {
        return new ProgressLine(label, System.out, isTerminal(), System::nanoTime);
    }

    /** Since Java 22 there is a console even where the output is a file; it says so by a method that Java 17 lacks. */
    private static boolean isTerminal() {
        return Optional.ofNullable(System.console())
                .map(console -> {
                    try {
                        return (boolean) Console.class.getMethod("isTerminal").invoke(console);
                    } catch (ReflectiveOperationException e) {
                        return true;
                    }
                })
                .orElse(false);
    }

    @Override
    public void accept(Progress progress) {
        latest = label + "  " + text(progress);
        long now = nanoTime.getAsLong();
        Duration pause = terminal ? ON_TERMINAL : ELSEWHERE;
        if (!shown || now - shownAt >= pause.toNanos()) {
            shown = true;
            shownAt = now;
            print();
        }
    }

    private void print() {
        printed = latest;
        if (terminal) {
            String line = latest.length() > WIDTH ? latest.substring(0, WIDTH) : latest;
            out.print("\r" + line + " ".repeat(WIDTH - line.length()));
            out.flush();
        } else {
            out.println(latest);
        }
    }

    /** Prints the last state, and ends the line. */
    @Override
    public void close() {
        if (!printed.equals(latest)) {
            print();
        }
        if (terminal && shown) {
            out.println();
        }
    }

    private static String text(Progress progress) {
        StringBuilder text = new StringBuilder();
        progress.fraction()
                .ifPresent(fraction -> text.append(String.format(Locale.ROOT, "%3d %%  ", (int) (fraction * 100))));
        text.append(bytes(progress.transferred()));
        progress.total().ifPresent(total -> text.append(" of ").append(bytes(total)));
        if (progress instanceof DirectoryProgress directory) {
            OptionalLong all = directory.totalFiles();
            text.append("  ").append(directory.files());
            text.append(all.isPresent() ? " of " + all.getAsLong() : "").append(" files");
        }
        text.append("  ").append(bytes((long) progress.bytesPerSecond())).append("/s");
        progress.remaining()
                .ifPresent(left -> text.append("  ").append(time(left)).append(" left"));
        return text.toString();
    }

    private static String bytes(long count) {
        String[] units = {"KiB", "MiB", "GiB", "TiB"};
        if (count < 1024) {
            return count + " B";
        }
        double value = count / 1024.0;
        int unit = 0;
        while (value >= 1024 && unit < units.length - 1) {
            value /= 1024;
            unit++;
        }
        return String.format(Locale.ROOT, "%.1f %s", value, units[unit]);
    }

    private static String time(Duration time) {
        String minutes = String.format(Locale.ROOT, "%d:%02d", time.toMinutesPart(), time.toSecondsPart());
        return time.toHours() == 0
                ? minutes
                : String.format(
                        Locale.ROOT, "%d:%02d:%02d", time.toHours(), time.toMinutesPart(), time.toSecondsPart());
    }
}
