package dev.plinth.tests.faults.judge;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.tests.faults.operation.Effect;
import java.util.List;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.services.s3.model.S3Exception;

class JudgeTest {

    private final TransportException notSent = new TransportException("refused", true, null, null);
    private final TransportException perhapsDone = new TransportException("broken", false, null, null);

    private static Outcome outcome(@Nullable Throwable failure, Effect effect) {
        return outcome(new Observation(true, failure, effect, List.of(), null, 0));
    }

    private static Outcome outcome(Observation seen) {
        return Judge.judge(seen).outcome();
    }

    @Test
    void aSuccessIsIdenticalIfTheStateIsRight() {
        assertThat(outcome(null, Effect.DONE)).isEqualTo(Outcome.IDENTICAL);
        assertThat(outcome(null, Effect.NONE)).isEqualTo(Outcome.IDENTICAL);
    }

    @Test
    void aSuccessIsWrongIfTheStateIsAnother() {
        assertThat(outcome(null, Effect.NOT_DONE)).isEqualTo(Outcome.WRONG);
        assertThat(outcome(null, Effect.OTHER)).isEqualTo(Outcome.WRONG);
    }

    @Test
    void anErrorThatLeavesItOpenIsTyped() {
        assertThat(outcome(perhapsDone, Effect.DONE)).isEqualTo(Outcome.TYPED_ERROR);
        assertThat(outcome(perhapsDone, Effect.NOT_DONE)).isEqualTo(Outcome.TYPED_ERROR);
        assertThat(outcome(notSent, Effect.NOT_DONE)).isEqualTo(Outcome.TYPED_ERROR);
    }

    @Test
    void anErrorThatDeniesWhatIsDoneIsMisleading() {
        assertThat(outcome(notSent, Effect.DONE)).isEqualTo(Outcome.MISLEADING);
        assertThat(outcome(S3Exception.builder().statusCode(404).build(), Effect.DONE))
                .isEqualTo(Outcome.MISLEADING);
    }

    @Test
    void anErrorIsWrongIfHalfOfItIsDone() {
        assertThat(outcome(perhapsDone, Effect.OTHER)).isEqualTo(Outcome.WRONG);
    }

    @Test
    void whatIsNotOneOfTheSdksExceptionsIsUntyped() {
        assertThat(outcome(new NullPointerException(), Effect.NOT_DONE)).isEqualTo(Outcome.UNTYPED);
        assertThat(outcome(new ExecutionException(new IllegalStateException()), Effect.NONE))
                .isEqualTo(Outcome.UNTYPED);
        assertThat(outcome(new ExecutionException(SdkClientException.create("broken")), Effect.NONE))
                .isEqualTo(Outcome.TYPED_ERROR);
    }

    @Test
    void aCallThatDoesNotEndHangs() {
        assertThat(outcome(new Observation(false, null, Effect.OTHER, List.of(), null, 0)))
                .isEqualTo(Outcome.HANG);
    }

    @Test
    void aConnectionThatIsLeftIsALeakAsIsANextCallThatFails() {
        Throwable unreadable = new ResponseFormatException("unreadable", null, null);

        assertThat(outcome(new Observation(true, null, Effect.DONE, List.of(), null, 1)))
                .isEqualTo(Outcome.LEAK);
        assertThat(outcome(new Observation(true, perhapsDone, Effect.DONE, List.of(), unreadable, 0)))
                .isEqualTo(Outcome.LEAK);
    }

    @Test
    void aCredentialAtAnotherOriginIsWrong() {
        assertThat(outcome(new Observation(true, perhapsDone, Effect.NOT_DONE, List.of("POST /x"), null, 0)))
                .isEqualTo(Outcome.WRONG);
    }
}
