package dev.plinth.tests.faults;

import dev.plinth.tests.faults.judge.Verdict;
import dev.plinth.tests.faults.report.ReliabilityPage;
import dev.plinth.tests.faults.report.Result;
import dev.plinth.tests.faults.report.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;

/**
 * Runs the matrix: {@code [--quick] [--page FILE] [--only TEXT]}. The exit code is 1 if something failed that is not known
 * to.
 */
public final class Main {

    private Main() {}

    /** Runs the matrix. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        Matrix matrix = given.contains("--quick") ? Matrix.quick() : Matrix.whole();
        boolean part = given.contains("--quick") || given.contains("--only");
        if (given.contains("--only")) {
            matrix = matrix.only(given.get(given.indexOf("--only") + 1));
        }
        List<Verdict> verdicts = matrix.run(new Ticker(matrix.size()));
        Result result = Result.of(verdicts);
        Summary.print(result, System.out, !part);
        if (given.contains("--page")) {
            Path page = Path.of(given.get(given.indexOf("--page") + 1));
            Files.writeString(page, ReliabilityPage.of(result));
        }
        System.exit(result.passed(!part) ? 0 : 1);
    }
}
