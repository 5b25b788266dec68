package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.testkit.Fault;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.time.Duration;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Takes longer than its limit, by more than a slow machine needs for the rest. */
@Tag("heavy")
@Tag("local")
class SlowUploadTest {

    @Test
    void aBodyMayTakeLongerThanTheCallsTimeAsLongAsItMoves() {
        try (Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
                Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            byte[] bytes = new byte[40_000_000];
            Stack.get()
                    .local()
                    .faults()
                    .add(Fault.on("POST", "/storage/v1/object/b-*/**").slow(1_000_000));

            long began = System.nanoTime();
            bucket.with(o -> o.timeout(Duration.ofSeconds(30)))
                    .upload("a", Content.ofBytes(bytes), o -> o.verify(false));

            assertThat(Duration.ofNanos(System.nanoTime() - began)).isGreaterThan(Duration.ofSeconds(30));
            assertThat(bucket.info("a").size()).hasValue(bytes.length);
        }
    }
}
