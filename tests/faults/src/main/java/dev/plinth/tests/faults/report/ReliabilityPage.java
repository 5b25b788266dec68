package dev.plinth.tests.faults.report;

/** The page that users read. */
public final class ReliabilityPage {

    private ReliabilityPage() {}

    /** Returns the page. */
    public static String of(Result result) {
        return result.toString();
    }
}
