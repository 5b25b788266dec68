package dev.plinth.storage.transfer.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;

/** How many files are transferred at the same time when the server is overloaded. */
class AdaptiveLimitTest {

    private final AtomicLong now = new AtomicLong(-Duration.ofDays(1).toNanos());
    private final AdaptiveLimit limit = new AdaptiveLimit(8, now::get);

    private void pass(Duration time) {
        now.addAndGet(time.toNanos());
    }

    @Test
    void startsAtTheMaximum() {
        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void isHalvedOnceForAllResponsesOfASecond() {
        limit.decrease();
        limit.decrease();
        pass(Duration.ofMillis(999));
        limit.decrease();

        assertThat(limit.limit()).isEqualTo(4);
    }

    @Test
    void isHalvedAgainInTheNextSecondButNeverBelowOne() {
        for (int i = 0; i < 10; i++) {
            limit.decrease();
            pass(Duration.ofSeconds(1));
        }

        assertThat(limit.limit()).isEqualTo(1);
    }

    @Test
    void risesByOneEveryFiveSecondsUpToTheMaximum() {
        limit.decrease();

        pass(Duration.ofMillis(4_999));
        assertThat(limit.limit()).isEqualTo(4);
        pass(Duration.ofMillis(1));
        assertThat(limit.limit()).isEqualTo(5);
        pass(Duration.ofSeconds(10));
        assertThat(limit.limit()).isEqualTo(7);
        pass(Duration.ofHours(1));
        assertThat(limit.limit()).isEqualTo(8);
    }

    @Test
    void doesNotRiseWhileTheServerRefuses() {
        limit.decrease();
        for (int i = 0; i < 20; i++) {
            pass(Duration.ofMillis(400));
            limit.decrease();
            assertThat(limit.limit()).isLessThanOrEqualTo(4);
        }
    }

    @Test
    void nobodyEntersAboveTheLimit() throws Exception {
        AdaptiveLimit one = new AdaptiveLimit(1, now::get);
        one.acquire();
        CountDownLatch entered = new CountDownLatch(1);
        Thread other = new Thread(() -> {
            one.acquire();
            entered.countDown();
        });
        other.start();
        while (other.getState() != Thread.State.WAITING) {
            Thread.onSpinWait();
        }

        assertThat(entered.getCount()).isEqualTo(1);
        one.release();
        assertThat(entered.await(60, TimeUnit.SECONDS)).isTrue();
        other.join();
    }
}
