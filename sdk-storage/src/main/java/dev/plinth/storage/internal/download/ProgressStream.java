package dev.plinth.storage.internal.download;

import dev.plinth.core.internal.content.ProgressMeter;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Reports the progress of reading. */
final class ProgressStream extends FilterInputStream {

    private final ProgressMeter meter;

    ProgressStream(InputStream in, ProgressMeter meter) {
        super(in);
        this.meter = meter;
    }

    @Override
    public int read() throws IOException {
        int b = in.read();
        count(b < 0 ? -1 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int count) throws IOException {
        int read = in.read(buffer, offset, count);
        count(read);
        return read;
    }

    @Override
    public long skip(long count) throws IOException {
        long skipped = in.skip(count);
        if (skipped > 0) {
            meter.moved(skipped);
        }
        return skipped;
    }

    private void count(int read) {
        if (read > 0) {
            meter.moved(read);
        } else if (read < 0) {
            meter.done();
        }
    }
}
