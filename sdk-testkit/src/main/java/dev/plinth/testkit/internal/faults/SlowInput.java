package dev.plinth.testkit.internal.faults;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A body that comes in slowly. */
final class SlowInput extends FilterInputStream {
    private final Throttle throttle;

    SlowInput(InputStream in, long bytesPerSecond) {
        super(in);
        this.throttle = new Throttle(bytesPerSecond);
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, throttle.portion(length));
        throttle.pass(Math.max(0, count));
        return count;
    }
}
