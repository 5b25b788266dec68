package dev.plinth.testkit.internal.faults;

import dev.plinth.testkit.internal.http.Exchange;
import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.OutputStream;

/** Cuts the connection when so many bytes went out. */
final class DroppingOutput extends FilterOutputStream {
    private final Exchange exchange;
    private long left;

    DroppingOutput(OutputStream out, long bytes, Exchange exchange) {
        super(out);
        this.left = bytes;
        this.exchange = exchange;
    }

    @Override
    public void write(int b) throws IOException {
        write(new byte[] {(byte) b}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int count = (int) Math.min(left, length);
        out.write(bytes, offset, count);
        left -= count;
        if (left == 0) {
            out.flush();
            throw exchange.dropped();
        }
    }

    @Override
    public void close() throws IOException {
        out.flush();
        throw exchange.dropped();
    }
}
