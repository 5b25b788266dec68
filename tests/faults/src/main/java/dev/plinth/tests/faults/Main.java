package dev.plinth.tests.faults;

import dev.plinth.tests.faults.judge.Verdict;
import dev.plinth.tests.faults.report.ReliabilityPage;
import dev.plinth.tests.faults.report.Result;
import dev.plinth.tests.faults.report.Summary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.logging.LogManager;

/**
 * Runs the matrix: {@code [--quick] [--only TEXT] [--positions NUMBER] [--page FILE] [--rows FILE]}. The exit code is 1 if something failed
 * that is not known to, or, of the whole matrix, if something is known to fail that does not.
 */
public final class Main {

    private Main() {}

    /** Runs the matrix. */
    public static void main(String[] arguments) throws Exception {
        List<String> given = List.of(arguments);
        // Netty tells there what it thinks of broken responses.
        LogManager.getLogManager().reset();
        Matrix matrix = given.contains("--quick") ? Matrix.quick() : Matrix.whole();
        if (given.contains("--positions")) {
            matrix = Matrix.whole(Integer.parseInt(given.get(given.indexOf("--positions") + 1)));
        }
        boolean part = given.contains("--quick") || given.contains("--only") || given.contains("--positions");
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
        if (given.contains("--rows")) {
            Files.write(
                    Path.of(given.get(given.indexOf("--rows") + 1)),
                    verdicts.stream().map(Main::line).toList());
        }
        System.exit(result.passed(!part) ? 0 : 1);
    }

    private static String line(Verdict verdict) {
        return String.join(
                "\t",
                verdict.outcome().title(),
                verdict.row().toString(),
                verdict.millis() + " ms",
                verdict.detail().replace('\n', ' '));
    }
}
