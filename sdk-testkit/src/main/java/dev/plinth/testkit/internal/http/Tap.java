package dev.plinth.testkit.internal.http;

import java.io.FilterOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;

/** Stands between a body and the wire, and can change, delay or cut off the bytes that pass. */
public abstract class Tap {
    /** How many of a number of bytes may pass at once; 0 if no more may. */
    protected int portion(int length) {
        return length;
    }

    /** Bytes pass, and may be changed. */
    protected void pass(byte[] bytes, int offset, int length) throws IOException {}

    /** The body ended, or no more of it may pass. */
    protected void ended() throws IOException {}

    /** A body that comes in through the tap. */
    public BlockInput in(InputStream body) {
        return new BlockInput(body) {
            @Override
            public int read(byte[] into, int offset, int length) throws IOException {
                int most = portion(length);
                int count = most == 0 ? -1 : in.read(into, offset, most);
                if (count < 0) {
                    ended();
                } else {
                    pass(into, offset, count);
                }
                return count;
            }
        };
    }

    /** A body that goes out through the tap; bytes that may not pass are discarded. */
    public OutputStream out(OutputStream wire) {
        return new FilterOutputStream(wire) {
            @Override
            public void write(int b) throws IOException {
                write(new byte[] {(byte) b}, 0, 1);
            }

            @Override
            public void write(byte[] bytes, int offset, int length) throws IOException {
                int done = 0;
                for (int count = portion(length); count > 0; count = portion(length - done)) {
                    byte[] passing = Arrays.copyOfRange(bytes, offset + done, offset + done + count);
                    pass(passing, 0, count);
                    out.write(passing);
                    done += count;
                }
                if (done < length || portion(1) == 0) {
                    out.flush();
                    ended();
                }
            }

            @Override
            public void close() throws IOException {
                out.flush();
                ended();
                out.close();
            }
        };
    }

    /** Lets only the first bytes pass. */
    public static class First extends Tap {
        private long left;

        public First(long count) {
            left = count;
        }

        @Override
        protected int portion(int length) {
            return (int) Math.min(left, length);
        }

        @Override
        protected void pass(byte[] bytes, int offset, int length) throws IOException {
            left -= length;
        }
    }
}
