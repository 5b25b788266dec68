package dev.plinth.testkit.internal.faults;

import dev.plinth.testkit.internal.http.BlockInput;
import dev.plinth.testkit.internal.http.Exchange;
import java.io.IOException;
import java.io.InputStream;

/** Cuts the connection when so many bytes came in, or when there are no more. */
final class DroppingInput extends BlockInput {
    private final Exchange exchange;
    private long left;

    DroppingInput(InputStream in, long bytes, Exchange exchange) {
        super(in);
        this.left = bytes;
        this.exchange = exchange;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        int count = left == 0 ? -1 : in.read(into, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw exchange.dropped();
        }
        left -= count;
        return count;
    }
}
