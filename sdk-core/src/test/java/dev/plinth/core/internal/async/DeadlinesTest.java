package dev.plinth.core.internal.async;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What ends calls at their limits. */
class DeadlinesTest {

    private final Deadlines deadlines = new Deadlines(Timing.SYSTEM);

    @AfterEach
    void close() {
        deadlines.close();
    }

    private TimeLimit in(Duration time) {
        return new TimeLimit(Timing.SYSTEM, deadlines, Timing.SYSTEM.nanoTime(), time.toNanos());
    }

    @ParameterizedTest
    @ValueSource(classes = {AssertionError.class, NoClassDefFoundError.class, IllegalStateException.class})
    void whateverAnActionThrowsTheOtherLimitsAreReached(Class<? extends Throwable> thrown) throws Exception {
        Throwable failure = thrown.getDeclaredConstructor().newInstance();
        CountDownLatch reached = new CountDownLatch(40);

        for (int i = 0; i < 20; i++) {
            deadlines.watch(in(Duration.ofMillis(50)), () -> {
                reached.countDown();
                DeadlinesTest.<RuntimeException>raise(failure);
            });
            deadlines.watch(in(Duration.ofMillis(100)), reached::countDown);
        }

        assertThat(reached.await(30, TimeUnit.SECONDS))
                .as("all limits are reached; missing: %d", reached.getCount())
                .isTrue();
    }

    @Test
    void manyShortLimitsBesideALongOneLeaveOneLookToCome() throws Exception {
        deadlines.watch(in(Duration.ofHours(1)), () -> {});

        for (int i = 0; i < 100; i++) {
            CountDownLatch reached = new CountDownLatch(1);
            deadlines.watch(in(Duration.ofMillis(1)), reached::countDown);
            assertThat(reached.await(30, TimeUnit.SECONDS)).isTrue();
        }

        assertThat(deadlines.pendingChecks()).isLessThanOrEqualTo(2);
    }

    @SuppressWarnings("unchecked") // for an error of any kind, checked or not
    private static <E extends Throwable> void raise(Throwable failure) throws E {
        throw (E) failure;
    }
}
