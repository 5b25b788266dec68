package dev.plinth.core;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.internal.content.MultipartContent;
import dev.plinth.core.internal.content.ObservedContent;
import dev.plinth.core.internal.content.TrackedContent;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ContentTest {

    @TempDir
    Path folder;

    private static String written(Content content) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        content.writeTo(out);
        return out.toString(StandardCharsets.UTF_8);
    }

    private static InputStream stream(String text) {
        return new ByteArrayInputStream(text.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void aFileCanBeSentAgain() throws IOException {
        Content content = Content.ofFile(Files.writeString(folder.resolve("a.txt"), "hello"));

        assertThat(content.length()).hasValue(5);
        assertThat(content.repeatable()).isTrue();
        assertThat(written(content)).isEqualTo("hello");
        assertThat(written(content)).isEqualTo("hello");
    }

    @Test
    void whatIsSentAgainInPartIsNotComplete() throws IOException {
        TrackedContent content = new TrackedContent(Content.ofString("hello"), () -> {}, () -> {});
        content.writeTo(OutputStream.nullOutputStream());
        OutputStream broken = new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                throw new IOException("broken pipe");
            }
        };

        assertThatThrownBy(() -> content.writeTo(broken)).hasMessage("broken pipe");

        assertThat(content.complete()).isFalse();
    }

    @Test
    void aMissingFileIsToldBeforeAnythingIsSent() {
        assertThatThrownBy(() -> Content.ofFile(folder.resolve("none.txt")))
                .isInstanceOfSatisfying(
                        LocalIOException.class, e -> assertThat(e.retryable()).isFalse())
                .hasMessageContaining("none.txt");
        assertThatThrownBy(() -> Content.ofFile(folder))
                .isInstanceOf(LocalIOException.class)
                .hasMessageContaining("not a regular file");
    }

    @Test
    void aFileThatChangedItsLengthIsAnError() throws IOException {
        Path file = Files.writeString(folder.resolve("a.txt"), "hello");
        Content content = Content.ofFile(file);

        Files.writeString(file, "hell");
        assertThatThrownBy(() -> written(content)).hasMessageContaining("ended 1 bytes before its length of 5");
        Files.writeString(file, "hello!");
        assertThatThrownBy(() -> written(content)).hasMessageContaining("longer than its length of 5");
    }

    @Test
    void aStreamIsSentOnce() throws IOException {
        Content content = Content.ofStream(stream("hello"));

        assertThat(content.length()).isEmpty();
        assertThat(content.repeatable()).isFalse();
        assertThat(written(content)).isEqualTo("hello");
        assertThatThrownBy(() -> written(content)).hasMessageContaining("already sent");
    }

    @Test
    void aStreamKeepsToItsLength() throws IOException {
        assertThat(written(Content.ofStream(stream("hello"), 5))).isEqualTo("hello");
        assertThatThrownBy(() -> written(Content.ofStream(stream("hello"), 6))).isInstanceOf(IOException.class);
        assertThatThrownBy(() -> written(Content.ofStream(stream("hello"), 4))).isInstanceOf(IOException.class);
        assertThatIllegalArgumentException().isThrownBy(() -> Content.ofStream(stream("x"), -2));
    }

    @Test
    void bytesAreCopied() throws IOException {
        byte[] bytes = {'a'};
        Content content = Content.ofBytes(bytes);
        bytes[0] = 'b';

        assertThat(written(content)).isEqualTo("a");
    }

    @Test
    void aFormHasItsFieldsBeforeItsFile() throws IOException {
        MultipartContent form =
                new MultipartContent("B", Map.of("cacheControl", "60"), Content.ofString("hello"), "text/plain");

        assertThat(written(form).split("\r\n", -1))
                .containsExactly(
                        "--B",
                        "Content-Disposition: form-data; name=\"cacheControl\"",
                        "",
                        "60",
                        "--B",
                        "Content-Disposition: form-data; name=\"file\"; filename=\"file\"",
                        "Content-Type: text/plain",
                        "",
                        "hello",
                        "--B--",
                        "");
        assertThat(form.length()).hasValue(written(form).length());
    }

    @Test
    void progressAddsUpToTheWhole() throws IOException {
        List<Progress> seen = new ArrayList<>();
        Content content = new ObservedContent(Content.ofString("hello"), seen::add);

        written(content);
        written(content);

        assertThat(seen).extracting(Progress::transferred).containsExactly(5L, 5L);
        assertThat(seen).extracting(Progress::attempt).containsExactly(1, 2);
        assertThat(seen.get(0).fraction()).hasValue(1.0);
    }

    @Test
    void aListenerThatThrowsBreaksNothing() throws IOException {
        Content content = new ObservedContent(Content.ofString("hello"), p -> {
            throw new IllegalStateException("on purpose");
        });

        assertThat(written(content)).isEqualTo("hello");
    }
}
