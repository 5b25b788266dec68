package dev.plinth.tests.faults.judge;

import dev.plinth.tests.faults.operation.Effect;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What was seen of a run.
 *
 * @param ended whether the call ended in time
 * @param failure what the call threw, or null
 * @param effect what the platform's state says
 * @param revealed what another origin was sent that it should not have
 * @param nextFailure what the next call threw, or null
 * @param open how many connections were left when the client was closed
 */
record Observation(
        boolean ended,
        @Nullable Throwable failure,
        Effect effect,
        List<String> revealed,
        @Nullable Throwable nextFailure,
        int open) {}
