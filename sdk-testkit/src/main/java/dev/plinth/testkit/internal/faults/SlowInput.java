package dev.plinth.testkit.internal.faults;

import dev.plinth.testkit.internal.http.BlockInput;
import java.io.IOException;
import java.io.InputStream;

/** A body that comes in slowly. */
final class SlowInput extends BlockInput {
    private final Throttle throttle;

    SlowInput(InputStream in, long bytesPerSecond) {
        super(in);
        this.throttle = new Throttle(bytesPerSecond);
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, throttle.portion(length));
        throttle.pass(Math.max(0, count));
        return count;
    }
}
