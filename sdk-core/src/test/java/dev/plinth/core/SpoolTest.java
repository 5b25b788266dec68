package dev.plinth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.internal.content.Spool;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Streams that are sent again. */
class SpoolTest {

    private static final int MEBIBYTE = 1024 * 1024;

    @Test
    void aStreamIsSentAgainFromMemory() throws IOException {
        byte[] bytes = random(MEBIBYTE / 2);
        try (Spool spool = Spool.of(Content.ofStream(new ByteArrayInputStream(bytes)))) {
            assertThat(written(spool.content())).isEqualTo(bytes);
            assertThat(spool.content().repeatable()).isTrue();
            assertThat(written(spool.content())).isEqualTo(bytes);
        }
    }

    @Test
    void aLongerOneFromAFileUntilTheSpoolIsClosed() throws IOException {
        byte[] bytes = random(5 * MEBIBYTE + 17);
        Content content;
        try (Spool spool = Spool.of(Content.ofStream(new ByteArrayInputStream(bytes)))) {
            content = spool.content();
            assertThat(written(content)).isEqualTo(bytes);
            assertThat(written(content)).isEqualTo(bytes);
        }
        assertThat(content.repeatable()).isFalse();
        assertThatThrownBy(() -> written(content)).hasMessageContaining("already sent");
    }

    @Test
    void whatDidNotGoOutIsNotLost() throws IOException {
        byte[] bytes = random(3 * MEBIBYTE);
        try (Spool spool = Spool.of(Content.ofStream(new ByteArrayInputStream(bytes), bytes.length))) {
            for (int broken = 1; broken < bytes.length; broken += 700_001) {
                Breaking line = new Breaking(broken);
                assertThatThrownBy(() -> spool.content().writeTo(line)).hasMessage("the line is cut");
                assertThat(spool.content().repeatable()).isTrue();
            }
            assertThat(written(spool.content())).isEqualTo(bytes);
        }
    }

    @Test
    void whatIsTooLongIsSentOnce() throws IOException {
        long length = 65L * MEBIBYTE;
        try (Spool spool = Spool.of(Content.ofStream(new Zeros(length)))) {
            Breaking line = new Breaking(Long.MAX_VALUE);
            spool.content().writeTo(line);

            assertThat(line.came).isEqualTo(length);
            assertThat(spool.content().repeatable()).isFalse();
            assertThatThrownBy(() -> spool.content().writeTo(line)).hasMessageContaining("already sent");
        }
    }

    @Test
    void aStreamShorterThanPromisedIsNotSentAgain() {
        try (Spool spool = Spool.of(Content.ofStream(new ByteArrayInputStream(new byte[3]), 4))) {
            assertThatThrownBy(() -> written(spool.content())).hasMessageContaining("ended 1 bytes before");
            assertThat(spool.content().repeatable()).isFalse();
        }
    }

    @Test
    void whatCanBeSentAgainAnywayIsLeftAsItIs() {
        Content content = Content.ofString("x");
        try (Spool spool = Spool.of(content)) {
            assertThat(spool.content()).isSameAs(content);
            assertThat(spool.rereadable()).isTrue();
        }
    }

    private static byte[] random(int count) {
        byte[] bytes = new byte[count];
        new Random(1).nextBytes(bytes);
        return bytes;
    }

    private static byte[] written(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        return out.toByteArray();
    }

    /** Takes so many bytes, then fails. */
    private static final class Breaking extends OutputStream {

        private long left;
        private long came;

        Breaking(long left) {
            this.left = left;
        }

        @Override
        public void write(int b) throws IOException {
            write(new byte[] {(byte) b}, 0, 1);
        }

        @Override
        public void write(byte[] bytes, int from, int count) throws IOException {
            if (count > left) {
                throw new IOException("the line is cut");
            }
            left -= count;
            came += count;
        }
    }

    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long left) {
            this.left = left;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] bytes, int from, int count) {
            int given = (int) Math.min(count, left);
            left -= given;
            return given == 0 && count > 0 ? -1 : given;
        }
    }
}
