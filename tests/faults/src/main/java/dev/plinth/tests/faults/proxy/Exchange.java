package dev.plinth.tests.faults.proxy;

import dev.plinth.tests.faults.wire.Framing;
import dev.plinth.tests.faults.wire.Head;
import dev.plinth.tests.faults.wire.Message;
import java.io.EOFException;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One request on its way: what a script can do with it. The head has been read, the body not yet. */
public final class Exchange {

    private static final byte[] CONTINUE = "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1);

    private final FaultProxy proxy;
    private final Line client;
    private final Head head;
    private final int number;
    private byte @Nullable [] body;
    private boolean over;
    private boolean busy;

    Exchange(FaultProxy proxy, Line client, Head head, int number) {
        this.proxy = proxy;
        this.client = client;
        this.head = head;
        this.number = number;
    }

    void play(Script script, Dice dice) throws IOException {
        busy = true;
        proxy.busy().incrementAndGet();
        try {
            script.play(this, dice);
        } finally {
            rest();
        }
    }

    /** From now on nothing is done, but to wait for the client's end of the line. */
    private void rest() {
        if (busy) {
            busy = false;
            proxy.busy().decrementAndGet();
        }
    }

    /** Returns the request's head. */
    public Head head() {
        return head;
    }

    /** Returns the how manyth request this is since the fault was armed. */
    public int number() {
        return number;
    }

    /** Returns what the name of whatever the call is about contains. */
    public String mark() {
        return proxy.mark();
    }

    /** Tells whether the request has a body. */
    public boolean hasBody() {
        return !Framing.ofRequest(head).isEmpty();
    }

    /** Tells whether the client waits to be told to send the body. */
    public boolean expectsContinue() {
        return head.field("Expect").isPresent();
    }

    /** Tells whether this exchange has ended the line. */
    boolean over() {
        return over;
    }

    /** Says that the fault cannot be had with this request. */
    public void notApplicable() {
        proxy.notApplicable();
    }

    /** Says that the fault cannot be had with this request, which goes through as it is. */
    public void pass() throws IOException {
        proxy.notApplicable();
        Script.TRANSPARENT.play(this, new Dice(0));
    }

    /** Reads the whole request, the client's wait for a 100 included. */
    public Message request() throws IOException {
        if (body == null && expectsContinue()) {
            client.write(CONTINUE, 0, CONTINUE.length);
        }
        return new Message(head.without("Expect"), bodyUnasked());
    }

    /** Reads the body and does not say that it may come. */
    public byte[] bodyUnasked() throws IOException {
        if (body == null) {
            body = Framing.ofRequest(head).read(client.in(), Integer.MAX_VALUE);
        }
        return body;
    }

    /** Reads no more of the body than this. */
    public byte[] startOfBody(int most) throws IOException {
        return Framing.ofRequest(head).read(client.in(), most);
    }

    /** Passes the whole request on, and returns the platform's response. */
    public Message forward() throws IOException {
        return forward(request());
    }

    /** Passes a request on, and returns the platform's response. */
    public Message forward(Message request) throws IOException {
        return proxy.upstream(upstream -> {
            byte[] bytes = request.bytes();
            upstream.write(bytes, 0, bytes.length);
            Head answer = Head.read(upstream.in());
            while (answer != null && answer.status() < 200) {
                answer = Head.read(upstream.in());
            }
            if (answer == null) {
                throw new EOFException("the platform closed the connection");
            }
            byte[] content = Framing.ofResponse(answer, head.method()).read(upstream.in(), Integer.MAX_VALUE);
            return new Message(answer, content);
        });
    }

    /** Passes on no more than these bytes, ends the line to the platform, and waits until the platform has ended it too. */
    public void forwardPart(byte[] start) throws IOException {
        proxy.upstream(upstream -> {
            upstream.write(start, 0, start.length);
            upstream.finish();
            upstream.drain();
            return start;
        });
    }

    /** Sends a response. */
    public void answer(Message response) throws IOException {
        write(response.bytes());
        over = response.head()
                .field("Connection")
                .filter("close"::equalsIgnoreCase)
                .isPresent();
        if (over) {
            end();
        }
    }

    /** Sends bytes. */
    public void write(byte[] bytes) throws IOException {
        client.write(bytes, 0, bytes.length);
    }

    /** Sends bytes in a number of pieces, with a pause before each. */
    public void drip(byte[] bytes, int pieces, long pauseMillis) throws IOException {
        for (int i = 0; i < pieces; i++) {
            pause(pauseMillis);
            client.write(bytes, split(bytes, i, pieces), split(bytes, i + 1, pieces));
        }
    }

    private static int split(byte[] bytes, int piece, int pieces) {
        return (int) ((long) bytes.length * piece / pieces);
    }

    /** Tells whether the client has sent something more. */
    public boolean moreIsHere() throws IOException {
        return client.in().available() > 0;
    }

    /** Waits; no longer than until the call that is tried has ended. */
    public void pause(long millis) throws IOException {
        proxy.awaitEndOfCall(millis);
    }

    /** Does nothing more until the call that is tried has ended. */
    public void hold() throws IOException {
        over = true;
        proxy.awaitEndOfCall(TimeUnit.HOURS.toMillis(1));
        rest();
        client.drain();
    }

    /** Resets the connection. */
    public void reset() throws IOException {
        over = true;
        client.reset();
    }

    /** Closes the connection, as a process that ends: with a reset if there was something left to read. */
    public void close() {
        over = true;
        client.close();
    }

    /** Ends the response where it is; the client can see the end of the stream, and is seen closing its side. */
    public void end() throws IOException {
        over = true;
        client.finish();
        rest();
        client.drain();
    }

    /** Refuses further connections. */
    public void refuseOthers() throws IOException {
        proxy.stopListening();
    }

    /** Returns an address of another origin that leads to the same platform. */
    public String otherOrigin() throws IOException {
        return proxy.otherOrigin();
    }
}
