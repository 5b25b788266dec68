package dev.plinth.core.internal.call;

import dev.plinth.core.http.Failure;
import java.util.Set;

/** Decides which error responses are transient. */
public final class RetryPolicy {

    private static final Set<Integer> TRANSIENT =
            Set.of(408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530, 544, 599);

    private RetryPolicy() {}

    /** Returns whether the same request may succeed later. */
    public static boolean isTransient(Failure failure, Call<?> call) {
        return TRANSIENT.contains(failure.status())
                && !call.operationSpec().service().errors().permanent(failure)
                && !call.gateway().permanent(failure);
    }
}
