package dev.plinth.core.internal.content;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Progress;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class ProgressTextTest {

    private static String printed(long transferred, OptionalLong total) {
        List<Progress> heard = new ArrayList<>();
        new ProgressMeter(heard::add, total, 1).moved(transferred);
        return heard.get(0).toString();
    }

    @Test
    void aTransferOfKnownLengthPrintsItsPercentage() {
        assertThat(printed(12_300_000, OptionalLong.of(29_100_000))).isEqualTo("42 %, 12.3 of 29.1 MB");
    }

    @Test
    void aTransferOfUnknownLengthPrintsItsBytes() {
        assertThat(printed(12_340_000, OptionalLong.empty())).isEqualTo("12.3 MB");
        assertThat(printed(512, OptionalLong.empty())).isEqualTo("512 bytes");
    }

    @Test
    void bothSizesAreInTheUnitOfTheTotal() {
        assertThat(printed(0, OptionalLong.of(3_000_000_000L))).isEqualTo("0 %, 0.0 of 3.0 GB");
        assertThat(printed(7, OptionalLong.of(7))).isEqualTo("100 %, 7 of 7 bytes");
        assertThat(printed(999_950, OptionalLong.of(999_950))).isEqualTo("100 %, 1.0 of 1.0 MB");
    }

    @Test
    void onlyACompleteTransferPrintsOneHundredPercent() {
        assertThat(printed(999, OptionalLong.of(1000))).isEqualTo("99 %, 1.0 of 1.0 kB");
    }

    @Test
    void anEmptyTransferIsComplete() {
        assertThat(printed(0, OptionalLong.of(0))).isEqualTo("100 %, 0 of 0 bytes");
    }
}
