package dev.plinth.testkit.internal.faults;

import dev.plinth.testkit.internal.http.BlockInput;
import java.io.IOException;
import java.io.InputStream;

/** Changes one byte on the way in. */
final class CorruptingInput extends BlockInput {
    private final long target;
    private long at;

    CorruptingInput(InputStream in, long target) {
        super(in);
        this.target = target;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = in.read(into, offset, length);
        if (count > 0 && target >= at && target < at + count) {
            into[offset + (int) (target - at)] ^= 1;
        }
        at += Math.max(0, count);
        return count;
    }
}
