package dev.plinth.testkit.internal.platform;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** The stamps of rows: whole microseconds, each after all before it. */
class MovableClockTest {
    private final MovableClock clock = new MovableClock();

    @Test
    void everyStampIsAtLeastAMicrosecondAfterTheOneBefore() {
        Instant before = clock.stamp();
        for (int i = 0; i < 100_000; i++) {
            Instant stamp = clock.stamp();
            assertThat(stamp).isAfterOrEqualTo(before.plus(1, ChronoUnit.MICROS));
            before = stamp;
        }
    }

    @Test
    void stampsAreWholeMicroseconds() {
        Instant stamp = clock.stamp();

        assertThat(stamp).isEqualTo(stamp.truncatedTo(ChronoUnit.MICROS));
    }

    @Test
    void noTwoThreadsGetTheSameStamp() {
        List<Instant> stamps = IntStream.range(0, 100_000)
                .parallel()
                .mapToObj(i -> clock.stamp())
                .toList();

        assertThat(stamps.stream().distinct().count()).isEqualTo(stamps.size());
    }

    @Test
    void severalStampsAtOnceOverlapWithNoOthers() {
        Instant before = clock.stamp();
        Instant first = clock.stamps(1_000);

        assertThat(first).isAfter(before);
        assertThat(clock.stamp()).isAfter(first.plus(999, ChronoUnit.MICROS));
    }

    @Test
    void stampsMoveWithTheClockAndBack() {
        Instant begin = clock.stamp();
        clock.move(Duration.ofDays(1));
        Instant moved = clock.stamp();
        clock.shift(Duration.ZERO);
        Instant back = clock.stamp();

        assertThat(moved).isAfter(begin.plus(Duration.ofDays(1)));
        assertThat(back).isAfter(begin).isBefore(moved);
    }
}
