package dev.plinth.storage.transfer;

import java.io.InputStream;

/** So many bytes that are nowhere the same: each eight of them tell their place. */
final class Numbers extends InputStream {

    private final long length;
    private long at;

    Numbers(long length) {
        this.length = length;
    }

    @Override
    public int read() {
        return at < length ? value(at++) & 0xff : -1;
    }

    @Override
    public int read(byte[] buffer, int from, int count) {
        if (at >= length) {
            return -1;
        }
        int read = (int) Math.min(count, length - at);
        for (int i = 0; i < read; i++) {
            buffer[from + i] = value(at++);
        }
        return read;
    }

    private static byte value(long place) {
        long mixed = (place >>> 3) * 0x9E3779B97F4A7C15L;
        return (byte) (mixed >>> ((place & 7) * 8));
    }
}
