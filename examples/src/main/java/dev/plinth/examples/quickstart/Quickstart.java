package dev.plinth.examples.quickstart;

import dev.plinth.core.PlinthException;
import java.io.IOException;
import java.io.PrintStream;
import java.util.Map;

/**
 * Runs the main job once: users and files of a project, through the control plane and directly. Starts an embedded
 * platform if the environment names none.
 */
public final class Quickstart {

    private Quickstart() {}

    /**
     * Runs the tour.
     *
     * @param arguments none
     */
    public static void main(String[] arguments) {
        int exit = run(System.getenv(), System.out, System.err);
        if (exit != 0) {
            System.exit(exit);
        }
    }

    static int run(Map<String, String> environment, PrintStream out, PrintStream err) {
        Account account = new Account(out);
        try (Target target = Target.from(environment)) {
            account.title("Plinth quickstart: " + target.name());
            for (Target.Way way : target.ways()) {
                account.section(way.name());
                new Tour(way.project(), target.permission(), account).run();
            }
            account.end();
            return 0;
        } catch (PlinthException | IOException | IllegalArgumentException | IllegalStateException e) {
            err.println("quickstart failed: " + oneLine(e));
            return 1;
        }
    }

    private static String oneLine(Exception e) {
        String message = e.getMessage() == null ? e.toString() : e.getMessage();
        return message.replaceAll("\\s+", " ");
    }
}
