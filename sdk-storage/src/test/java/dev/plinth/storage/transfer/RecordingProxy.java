package dev.plinth.storage.transfer;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A proxy before a server that counts the bytes of uploads, and writes down which ones of resumable uploads are sent, and how many the server says that it
 * has. One exchange on each connection; bytes go on as they come, so that a client that dies leaves a part of its request
 * at the server.
 */
final class RecordingProxy implements AutoCloseable {

    private static final Pattern OFFSET = Pattern.compile("(?im)^upload-offset: *([0-9]+) *\r?$");
    private static final Pattern LENGTH = Pattern.compile("(?im)^content-length: *([0-9]+) *\r?$");

    private static final byte[] REFUSAL =
            "HTTP/1.1 503 Service Unavailable\r\nContent-Length: 0\r\nConnection: close\r\n\r\n"
                    .getBytes(StandardCharsets.US_ASCII);

    private final ServerSocket listener;
    private final URI upstream;
    private final AtomicLong bodyBytes = new AtomicLong();
    private final AtomicInteger chunks = new AtomicInteger();
    private volatile boolean refusing;
    private final AtomicInteger creations = new AtomicInteger();
    private final AtomicReference<Trap> trap = new AtomicReference<>();
    private final Map<String, Long> acknowledged = new ConcurrentHashMap<>();
    private final List<String> sentTwice = java.util.Collections.synchronizedList(new ArrayList<>());

    private record Trap(long at, Runnable action) {}

    RecordingProxy(String upstream) throws IOException {
        this.upstream = URI.create(upstream);
        this.listener = new ServerSocket(0, 100, InetAddress.getLoopbackAddress());
        daemon(this::accept);
    }

    String url() {
        return "http://127.0.0.1:" + listener.getLocalPort();
    }

    /** Runs an action when so many further bytes of objects have gone by, once. */
    void after(long bytes, Runnable action) {
        trap.set(new Trap(bodyBytes.get() + bytes, action));
    }

    /** Returns how many bytes of objects have gone by. */
    long bytes() {
        return bodyBytes.get();
    }

    /** Answers every third chunk with 503, and does not pass it on. */
    RecordingProxy refusesEveryThirdChunk() {
        refusing = true;
        return this;
    }

    /** Returns how many chunks were refused. */
    int refused() {
        return chunks.get() / 3;
    }

    /** Returns how many uploads were created. */
    int creations() {
        return creations.get();
    }

    /** Returns the requests that sent bytes again that the server had acknowledged. */
    List<String> sentTwice() {
        return List.copyOf(sentTwice);
    }

    private static void daemon(Runnable work) {
        Thread thread = new Thread(work, "recording-proxy");
        thread.setDaemon(true);
        thread.start();
    }

    private void accept() {
        while (!listener.isClosed()) {
            try {
                Socket client = listener.accept();
                daemon(() -> exchange(client));
            } catch (IOException e) {
                return;
            }
        }
    }

    private void exchange(Socket client) {
        try (client;
                Socket server = new Socket(upstream.getHost(), upstream.getPort())) {
            InputStream in = client.getInputStream();
            String head = head(in);
            if (head.isEmpty()) {
                return;
            }
            String target = head.substring(0, head.indexOf("\r\n"));
            creations.addAndGet(target.startsWith("POST ") ? 1 : 0);
            boolean patch = target.startsWith("PATCH ");
            String upload = target.replaceAll("^[A-Z]+ |[ ?].*", "");
            if (patch) {
                checkOffset(upload, number(OFFSET, head), target);
                if (refusing && chunks.incrementAndGet() % 3 == 0) {
                    forward(in, OutputStream.nullOutputStream(), Math.max(0, number(LENGTH, head)), false);
                    client.getOutputStream().write(REFUSAL);
                    return;
                }
            }
            OutputStream out = server.getOutputStream();
            out.write(closing(head).getBytes(StandardCharsets.ISO_8859_1));
            boolean whole = target.startsWith("POST ") && upload.contains("/v1/object/") && !upload.contains("/list");
            forward(in, out, Math.max(0, number(LENGTH, head)), patch || whole);
            answer(server, client, upload);
        } catch (IOException e) {
            // One of both has gone; so does the other.
        }
    }

    private void checkOffset(String upload, long offset, String target) {
        long known = acknowledged.getOrDefault(upload, 0L);
        if (offset < known) {
            sentTwice.add(target + " at " + offset + " after " + known);
        }
    }

    private void forward(InputStream in, OutputStream out, long length, boolean counted) throws IOException {
        byte[] buffer = new byte[4096];
        for (long left = length; left > 0; ) {
            int read = in.read(buffer, 0, (int) Math.min(buffer.length, left));
            if (read < 0) {
                throw new IOException("the client has gone");
            }
            out.write(buffer, 0, read);
            left -= read;
            if (counted) {
                spring(bodyBytes.addAndGet(read));
            }
        }
    }

    private void spring(long now) {
        Trap set = trap.get();
        if (set != null && now >= set.at && trap.compareAndSet(set, null)) {
            set.action.run();
        }
    }

    private void answer(Socket server, Socket client, String upload) throws IOException {
        InputStream in = server.getInputStream();
        String head = head(in);
        long offset = number(OFFSET, head);
        if (offset >= 0) {
            acknowledged.merge(upload, offset, Math::max);
        }
        client.getOutputStream().write(head.getBytes(StandardCharsets.ISO_8859_1));
        in.transferTo(client.getOutputStream());
    }

    /** One exchange on a connection: then the answer ends where the connection does. */
    private static String closing(String head) {
        String without = head.replaceAll("(?im)^connection:.*\r\n", "");
        return without.substring(0, without.length() - 2) + "Connection: close\r\n\r\n";
    }

    private static long number(Pattern pattern, String head) {
        Matcher matcher = pattern.matcher(head);
        return matcher.find() ? Long.parseLong(matcher.group(1)) : -1;
    }

    private static String head(InputStream in) throws IOException {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        int ends = 0;
        while (ends < 4) {
            int next = in.read();
            if (next < 0) {
                return "";
            }
            bytes.write(next);
            ends = next == (ends % 2 == 0 ? '\r' : '\n') ? ends + 1 : next == '\r' ? 1 : 0;
        }
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }

    @Override
    public void close() {
        try {
            listener.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return url().toLowerCase(Locale.ROOT);
    }
}
