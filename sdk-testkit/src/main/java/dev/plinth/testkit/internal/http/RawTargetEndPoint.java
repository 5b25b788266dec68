package dev.plinth.testkit.internal.http;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import org.eclipse.jetty.io.ManagedSelector;
import org.eclipse.jetty.io.SocketChannelEndPoint;
import org.eclipse.jetty.util.thread.Scheduler;
import org.jspecify.annotations.Nullable;

/**
 * A connection that lets request targets through which Jetty refuses before anyone is asked: a percent sign that
 * starts no escape, and {@code %00}. They are masked for Jetty, byte for byte, and the target as sent is kept for the
 * {@link Exchange}. Only the first bytes after a pause between requests are looked at, never a body.
 */
final class RawTargetEndPoint extends SocketChannelEndPoint {
    private static final int LONGEST_LINE = 8 * 1024;

    private boolean beforeRequest = true;
    private @Nullable String target;

    RawTargetEndPoint(SocketChannel channel, ManagedSelector selector, SelectionKey key, Scheduler scheduler) {
        super(channel, selector, key, scheduler);
    }

    /** The next bytes that come begin a request. */
    void expectRequest() {
        beforeRequest = true;
    }

    /** The target as sent, when it had to be masked; once. */
    @Nullable
    String takeTarget() {
        String taken = target;
        target = null;
        return taken;
    }

    @Override
    public int fill(ByteBuffer buffer) throws IOException {
        int position = buffer.position();
        int before = buffer.limit();
        int filled = super.fill(buffer);
        if (filled > 0 && beforeRequest) {
            beforeRequest = false;
            int start = position == before ? buffer.position() : before;
            maskTarget(buffer, start, buffer.limit());
        }
        return filled;
    }

    private void maskTarget(ByteBuffer buffer, int start, int limit) {
        int first = find(buffer, ' ', start, limit);
        int last = first < 0 ? -1 : find(buffer, ' ', first + 1, limit);
        if (last < 0) {
            return;
        }
        byte[] original = new byte[last - first - 1];
        buffer.get(first + 1, original);
        boolean masked = false;
        for (int i = first + 1; i < last; i++) {
            if (buffer.get(i) == '%' && isRefused(buffer, i, last)) {
                buffer.put(i, (byte) '_');
                masked = true;
            }
        }
        target = masked ? new String(original, StandardCharsets.ISO_8859_1) : null;
    }

    private static boolean isRefused(ByteBuffer buffer, int at, int end) {
        int high = at + 2 < end ? Character.digit(buffer.get(at + 1), 16) : -1;
        int low = at + 2 < end ? Character.digit(buffer.get(at + 2), 16) : -1;
        return high < 0 || low < 0 || (high == 0 && low == 0);
    }

    private static int find(ByteBuffer buffer, char wanted, int from, int limit) {
        for (int i = from; i < Math.min(limit, from + LONGEST_LINE); i++) {
            byte b = buffer.get(i);
            if (b == wanted) {
                return i;
            }
            if (b == '\n') {
                return -1;
            }
        }
        return -1;
    }
}
