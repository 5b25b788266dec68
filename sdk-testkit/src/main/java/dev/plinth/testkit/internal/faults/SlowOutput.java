package dev.plinth.testkit.internal.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** A body that goes out slowly. */
final class SlowOutput extends FilterOutputStream {
    private final Throttle throttle;

    SlowOutput(OutputStream out, long bytesPerSecond) {
        super(out);
        this.throttle = new Throttle(bytesPerSecond);
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        for (int done = 0; done < length; ) {
            int count = throttle.portion(length - done);
            throttle.pass(count);
            out.write(bytes, offset + done, count);
            out.flush();
            done += count;
        }
    }
}
