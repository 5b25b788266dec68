package dev.plinth.tests.faults;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.tests.faults.judge.Outcome;
import dev.plinth.tests.faults.report.Result;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** A fixed part of the matrix, as {@code bin/faults --quick} runs it. */
@Tag("local")
class QuickMatrixTest {

    @Test
    void everyOperationWorksThroughTheProxy() throws Exception {
        Result result = Result.of(Matrix.whole().only("nothing goes wrong").run(verdict -> {}));

        assertThat(result.verdicts()).isNotEmpty().allMatch(verdict -> verdict.outcome() == Outcome.IDENTICAL);
    }

    @Test
    void noFaultHasAnOutcomeThatIsNotKnown() throws Exception {
        Result result = Result.of(Matrix.quick().run(verdict -> {}));

        assertThat(result.failures()).isEmpty();
    }
}
