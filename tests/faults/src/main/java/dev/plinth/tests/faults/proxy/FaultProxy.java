package dev.plinth.tests.faults.proxy;

import dev.plinth.tests.faults.wire.Head;
import java.io.IOException;
import java.io.InterruptedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/** A proxy before the platform. It is transparent, but for the requests that the armed fault takes. */
public final class FaultProxy implements AutoCloseable {

    private static final int BACKLOG = 128;
    private static final long RESET_MILLIS = 10_000;

    private final InetSocketAddress platform;
    private final String mark;
    private final InetSocketAddress address;
    private final Set<Line> lines = ConcurrentHashMap.newKeySet();
    private final AtomicInteger busy = new AtomicInteger();
    private final CountDownLatch endOfCall = new CountDownLatch(1);
    private final List<Head> heads = new CopyOnWriteArrayList<>();
    private volatile ServerSocket listener;
    private volatile @Nullable Socket reservation;
    private volatile @Nullable Thread acceptor;
    private volatile Arming arming = Arming.nothing();
    private volatile boolean resetNext;
    private volatile @Nullable FaultProxy other;

    private FaultProxy(InetSocketAddress platform, String mark) throws IOException {
        this.platform = platform;
        this.mark = mark;
        this.listener = listen(0);
        this.address = new InetSocketAddress(InetAddress.getLoopbackAddress(), listener.getLocalPort());
    }

    /** Starts a proxy on a free port, for calls about something whose name contains a mark. */
    public static FaultProxy before(InetSocketAddress platform, String mark) throws IOException {
        FaultProxy proxy = new FaultProxy(platform, mark);
        proxy.acceptLines();
        return proxy;
    }

    /** Returns the address that clients are to use. */
    public String url() {
        return "http://127.0.0.1:" + address.getPort();
    }

    String mark() {
        return mark;
    }

    // What is armed

    /** Lets a script have requests from now on. */
    public void arm(Arming next) {
        arming = next;
    }

    /** Returns what was armed last. */
    public Arming armed() {
        return arming;
    }

    AtomicInteger busy() {
        return busy;
    }

    void notApplicable() {
        arming.notApplicable();
    }

    /** Refuses connections, and ends those that there are, until {@link #accept()}. */
    public void refuse() throws IOException {
        stopListening();
        closeLines(true);
    }

    /** The port stays ours meanwhile: it is bound, but nobody listens. */
    void stopListening() throws IOException {
        listener.close();
        awaitEndOfAccepting();
        Socket bound = new Socket();
        bound.setReuseAddress(true);
        bound.bind(address);
        reservation = bound;
    }

    /** A listener is gone only when nobody waits in it any more. */
    private void awaitEndOfAccepting() throws IOException {
        Thread thread = acceptor;
        try {
            if (thread != null) {
                thread.join();
            }
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    /** Accepts connections again. */
    public void accept() throws IOException {
        Socket bound = reservation;
        if (bound != null) {
            listener = listen(address.getPort());
            acceptLines();
            bound.close();
            reservation = null;
        }
    }

    /** Resets the next connection as soon as it is there, and ends those that there are. */
    public void resetNextConnection() throws IOException {
        resetNext = true;
        closeLines(false);
    }

    /** Ends all lines, with a reset or without. */
    public void closeLines(boolean reset) throws IOException {
        for (Line line : lines) {
            if (reset) {
                line.reset();
            } else {
                line.finish();
            }
        }
        if (reset && openAfter(RESET_MILLIS) > 0) {
            throw new IOException("connections are still there");
        }
    }

    // What is to be seen afterwards

    /** Says that the call which is tried has ended: what was held for it is let go. */
    public void endOfCall() {
        endOfCall.countDown();
    }

    /** Waits until no script does anything any more; false if one still does. */
    public boolean settled(long millis) {
        return within(millis, () -> busy.get() == 0);
    }

    /** Waits until the client has closed all its connections; returns how many are left. */
    public int openAfter(long millis) {
        within(millis, lines::isEmpty);
        return lines.size();
    }

    /** Returns the heads of all requests. */
    public List<Head> heads() {
        return heads;
    }

    /** Returns the heads that came to the other origin. */
    public List<Head> headsElsewhere() {
        FaultProxy elsewhere = other;
        return elsewhere == null ? List.of() : elsewhere.heads();
    }

    String otherOrigin() throws IOException {
        FaultProxy elsewhere = other;
        if (elsewhere == null) {
            elsewhere = before(platform, mark);
            other = elsewhere;
        }
        return elsewhere.url();
    }

    void awaitEndOfCall(long millis) throws IOException {
        try {
            boolean unused = endOfCall.await(millis, TimeUnit.MILLISECONDS);
        } catch (InterruptedException e) {
            throw new InterruptedIOException(e.getMessage());
        }
    }

    /** Does something with a line to the platform. */
    <T> T upstream(Use<T> use) throws IOException {
        Line upstream = Line.to(platform);
        try {
            return use.with(upstream);
        } finally {
            upstream.close();
        }
    }

    @FunctionalInterface
    interface Use<T> {
        T with(Line upstream) throws IOException;
    }

    @Override
    public void close() throws IOException {
        endOfCall();
        listener.close();
        Socket bound = reservation;
        if (bound != null) {
            bound.close();
        }
        lines.forEach(Line::close);
        FaultProxy elsewhere = other;
        if (elsewhere != null) {
            elsewhere.close();
        }
    }

    // Lines

    private static ServerSocket listen(int port) throws IOException {
        ServerSocket socket = new ServerSocket();
        // A port that another proxy has reserved is not free; one that was ours can be had again at once.
        socket.setReuseAddress(port != 0);
        socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), port), BACKLOG);
        socket.setReuseAddress(true);
        return socket;
    }

    private void acceptLines() {
        ServerSocket accepting = listener;
        acceptor = daemon(() -> {
            while (true) {
                Socket socket;
                try {
                    socket = accepting.accept();
                } catch (IOException e) {
                    return;
                }
                Thread unused = daemon(() -> serve(socket));
            }
        });
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "fault-proxy");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private void serve(Socket socket) {
        Line line = null;
        try {
            line = new Line(socket);
            lines.add(line);
            if (resetNext) {
                resetNext = false;
                line.reset();
            } else {
                serve(line);
            }
        } catch (IOException e) {
            // The client has gone, or a script has ended the line.
        } finally {
            if (line != null) {
                line.close();
                lines.remove(line);
            }
        }
    }

    private void serve(Line line) throws IOException {
        for (Head head = Head.read(line.in()); head != null; head = Head.read(line.in())) {
            if (line.isFinished()) {
                // What comes on a connection that was closed is answered with a reset, and by nobody else.
                line.reset();
                return;
            }
            heads.add(head);
            Arming armed = arming;
            int number = armed.count();
            Exchange exchange = new Exchange(this, line, head, number);
            exchange.play(armed.scriptFor(number), armed.dice());
            if (exchange.over()) {
                return;
            }
        }
    }

    private static boolean within(long millis, BooleanSupplier fact) {
        long until = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(millis);
        while (!fact.getAsBoolean() && System.nanoTime() < until) {
            try {
                TimeUnit.MILLISECONDS.sleep(5);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                return fact.getAsBoolean();
            }
        }
        return fact.getAsBoolean();
    }
}
