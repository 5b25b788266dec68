package dev.plinth.testkit.internal.faults;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Changes one byte on the way out. */
final class CorruptingOutput extends FilterOutputStream {
    private final long target;
    private long at;

    CorruptingOutput(OutputStream out, long target) {
        super(out);
        this.target = target;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        byte[] copy = java.util.Arrays.copyOfRange(bytes, offset, offset + length);
        if (target >= at && target < at + length) {
            copy[(int) (target - at)] ^= 1;
        }
        at += length;
        out.write(copy);
    }
}
