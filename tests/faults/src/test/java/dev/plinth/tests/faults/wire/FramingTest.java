package dev.plinth.tests.faults.wire;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import org.junit.jupiter.api.Test;

class FramingTest {

    private static final Head PUT = new Head("PUT /a HTTP/1.1", List.of("Host: x"));
    private static final Head OK = new Head("HTTP/1.1 200 OK", List.of());

    private static InputStream in(String bytes) {
        return new ByteArrayInputStream(bytes.getBytes(ISO_8859_1));
    }

    private static String read(Framing framing, InputStream in, int most) throws IOException {
        return new String(framing.read(in, most), ISO_8859_1);
    }

    @Test
    void aHeadIsWrittenAsItWasRead() throws IOException {
        String bytes = "GET /a?b HTTP/1.1\r\nHost: x\r\nX-Y:  z \r\n\r\n";

        Head head = Head.read(in(bytes + "rest"));

        assertThat(new String(head.bytes(), ISO_8859_1)).isEqualTo(bytes);
        assertThat(head.method()).isEqualTo("GET");
        assertThat(head.target()).isEqualTo("/a?b");
        assertThat(head.field("x-y")).hasValue("z");
    }

    @Test
    void aStreamThatEndsBeforeAHeadHasNone() throws IOException {
        assertThat(Head.read(in(""))).isNull();
        assertThatThrownBy(() -> Head.read(in("GET / HTTP/1.1\r\nHost"))).isInstanceOf(EOFException.class);
    }

    @Test
    void aBodyEndsAtItsLength() throws IOException {
        Framing framing = Framing.ofRequest(PUT.with("Content-Length", "4"));

        assertThat(read(framing, in("bodyGET /"), Integer.MAX_VALUE)).isEqualTo("body");
        assertThat(read(framing, in("bodyGET /"), 2)).isEqualTo("bo");
        assertThatThrownBy(() -> read(framing, in("bo"), Integer.MAX_VALUE)).isInstanceOf(EOFException.class);
    }

    @Test
    void aBodyEndsAfterItsLastChunk() throws IOException {
        Framing framing = Framing.ofRequest(PUT.with("Transfer-Encoding", "chunked"));
        String chunks = "4\r\nbody\r\nA;x=y\r\n0123456789\r\n0\r\n\r\n";

        assertThat(read(framing, in(chunks + "GET /"), Integer.MAX_VALUE)).isEqualTo(chunks);
        assertThat(read(framing, in(chunks), 5)).isEqualTo("4\r\nbo");
    }

    @Test
    void aResponseWithoutLengthEndsWithTheConnection() throws IOException {
        assertThat(read(Framing.ofResponse(OK, "GET"), in("all of it"), Integer.MAX_VALUE))
                .isEqualTo("all of it");
        assertThat(Framing.ofResponse(OK, "HEAD").isEmpty()).isTrue();
        assertThat(Framing.ofRequest(PUT).isEmpty()).isTrue();
    }

    @Test
    void chunksHoldWhatTheyWereMadeOf() {
        Message message = new Message(OK, "x".repeat(40_000).getBytes(ISO_8859_1)).withLength();

        Message chunked = message.withChunks();

        assertThat(chunked.body()).hasSizeGreaterThan(40_000);
        assertThat(chunked.head().field("Content-Length")).isEmpty();
        assertThat(chunked.withLength().bytes()).isEqualTo(message.bytes());
    }
}
