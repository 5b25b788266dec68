package dev.plinth.tests.faults.proxy;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;

/** One TCP connection, and the ways in which it can end. */
final class Line {

    private final Socket socket;
    private final InputStream in;
    private volatile boolean finished;

    Line(Socket socket) throws IOException {
        this.socket = socket;
        socket.setTcpNoDelay(true);
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static Line to(InetSocketAddress address) throws IOException {
        Socket socket = new Socket();
        socket.connect(address);
        return new Line(socket);
    }

    InputStream in() {
        return in;
    }

    void write(byte[] bytes, int from, int to) throws IOException {
        socket.getOutputStream().write(bytes, from, to - from);
    }

    /** Ends the line with a reset. */
    void reset() throws IOException {
        finished = true;
        socket.setSoLinger(true, 0);
        // A thread that reads would otherwise keep the connection for a moment.
        socket.shutdownInput();
        socket.close();
    }

    /** Ends the line as a process does that ends: with a reset if there was something left to read. */
    void close() {
        try {
            socket.close();
        } catch (IOException e) {
            // It is closed.
        }
    }

    /** Ends what is written here; the other side may go on. */
    void finish() throws IOException {
        finished = true;
        socket.shutdownOutput();
    }

    /** Tells whether nothing will be written here any more. */
    boolean isFinished() {
        return finished;
    }

    /** Reads and forgets until the other side ends the line. */
    void drain() {
        try {
            in.transferTo(OutputStream.nullOutputStream());
        } catch (IOException e) {
            // That ends the line as well.
        }
    }
}
