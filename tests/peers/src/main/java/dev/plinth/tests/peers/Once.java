package dev.plinth.tests.peers;

import java.io.FilterInputStream;
import java.io.InputStream;

/** A stream that cannot be read again, as those of sockets and pipes. */
final class Once extends FilterInputStream {

    Once(InputStream in) {
        super(in);
    }

    @Override
    public boolean markSupported() {
        return false;
    }
}
