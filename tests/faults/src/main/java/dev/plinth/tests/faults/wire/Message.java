package dev.plinth.tests.faults.wire;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A whole request or response. Its parts may contradict each other: that is what this is for.
 *
 * @param head the head
 * @param body the body as it is on the wire, frames of chunks included
 */
@SuppressWarnings("ArrayRecordComponent") // Nothing compares messages.
public record Message(Head head, byte[] body) {

    /** Returns the message with another head. */
    public Message with(Head other) {
        return new Message(other, body);
    }

    /** Returns the message with another body. */
    public Message with(byte[] other) {
        return new Message(head, other);
    }

    /** Returns a response that a proxy might make up, with its length. */
    public static Message response(int status, String type, String body) {
        byte[] content = body.getBytes(StandardCharsets.UTF_8);
        List<String> fields = List.of("Content-Type: " + type, "Content-Length: " + content.length);
        return new Message(new Head("HTTP/1.1 " + status + " Made-Up", fields), content);
    }

    /** Returns the message with its body in one piece and its length in the head. */
    public Message withLength() {
        byte[] plain = head.field("Transfer-Encoding").isPresent() ? Chunks.decode(body) : body;
        return new Message(
                head.without("Transfer-Encoding").with("Content-Length", Integer.toString(plain.length)), plain);
    }

    /** Returns the message with its body in chunks. */
    public Message withChunks() {
        byte[] plain = withLength().body();
        return new Message(head.without("Content-Length").with("Transfer-Encoding", "chunked"), Chunks.encode(plain));
    }

    /** Returns all bytes of the message. */
    public byte[] bytes() {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        all.writeBytes(head.bytes());
        all.writeBytes(body);
        return all.toByteArray();
    }
}
