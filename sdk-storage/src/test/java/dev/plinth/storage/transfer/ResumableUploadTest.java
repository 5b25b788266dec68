package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.core.Content;
import dev.plinth.core.InvalidRequestException;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.Secret;
import dev.plinth.storage.ObjectInfo;
import dev.plinth.storage.StoredObject;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a resumable upload does where nothing goes wrong; also on the real server. */
class ResumableUploadTest {

    private static final int CHUNK = 100_000;

    @TempDir
    Path folder;

    private final Workshop workshop = new Workshop();

    @AfterEach
    void clear() {
        workshop.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 350_001})
    void aFileIsStoredAsItIs(int length) {
        byte[] bytes = Workshop.random(length);
        Path file = Workshop.file(folder, bytes);

        StoredObject stored = workshop.bucket()
                .resumableUpload("a/b.bin", file, o -> o.chunkSize(CHUNK))
                .run();

        assertThat(workshop.stored("a/b.bin")).isEqualTo(bytes);
        assertThat(stored.key()).isEqualTo("a/b.bin");
        assertThat(stored.etag()).isEqualTo(workshop.bucket().getInfo("a/b.bin").etag());
    }

    @ParameterizedTest
    @ValueSource(ints = {0, 1, CHUNK - 1, CHUNK, CHUNK + 1, 3 * CHUNK, 350_001})
    void aStreamOfUnknownLengthIsStoredAsItIs(int length) {
        byte[] bytes = Workshop.random(length);

        workshop.bucket()
                .resumableUpload("s", Content.ofStream(new ByteArrayInputStream(bytes)), o -> o.chunkSize(CHUNK))
                .run();

        assertThat(workshop.stored("s")).isEqualTo(bytes);
    }

    @Test
    void aStreamInChunksThatDoNotFitInMemoryIsStoredAsItIs() {
        byte[] bytes = Workshop.random(10_000_000);

        workshop.bucket()
                .resumableUpload(
                        "s", Content.ofStream(new ByteArrayInputStream(bytes)), o -> o.chunkSize(9 * 1024 * 1024))
                .run();

        assertThat(workshop.stored("s")).isEqualTo(bytes);
    }

    @Test
    void explainingReadsNoStream() {
        AtomicReference<String> read = new AtomicReference<>("nothing");
        InputStream stream = new InputStream() {
            @Override
            public int read() {
                read.set("something");
                return -1;
            }

            @Override
            public int read(byte[] buffer, int from, int count) {
                return read();
            }
        };

        String command = workshop.bucket()
                .toCurl(bucket -> bucket.resumableUpload("a", Content.ofStream(stream), o -> {})
                        .run());

        assertThat(command).contains("-X POST").contains("/upload/resumable");
        assertThat(read).hasValue("nothing");
    }

    @Test
    void aContentThatIsWrittenAgainForEachChunkIsStoredAsItIs() {
        byte[] bytes = Workshop.random(350_001);

        workshop.bucket()
                .resumableUpload("c", Content.ofBytes(bytes), o -> o.chunkSize(CHUNK))
                .run();

        assertThat(workshop.stored("c")).isEqualTo(bytes);
    }

    @Test
    void aContentOfUnknownLengthIsMeasuredFirst() {
        byte[] bytes = Workshop.random(250_000);
        Content unmeasured = new Content() {
            @Override
            public OptionalLong length() {
                return OptionalLong.empty();
            }

            @Override
            public boolean repeatable() {
                return true;
            }

            @Override
            public void writeTo(OutputStream out) throws IOException {
                out.write(bytes);
            }
        };

        workshop.bucket()
                .resumableUpload("c", unmeasured, o -> o.chunkSize(CHUNK))
                .run();

        assertThat(workshop.stored("c")).isEqualTo(bytes);
    }

    @Test
    void aStreamOfAnotherLengthThanItsOwnIsNotStored() {
        for (int wrong : List.of(249_999, 250_001, 100_000)) {
            InputStream stream = new ByteArrayInputStream(Workshop.random(250_000));
            ResumableUpload upload =
                    workshop.bucket().resumableUpload("s", Content.ofStream(stream, wrong), o -> o.chunkSize(CHUNK));

            assertThatThrownBy(upload::run).isInstanceOf(SourceChangedException.class);
            assertThat(workshop.bucket().exists("s")).isFalse();
        }
    }

    @Test
    void aStreamThatFailsIsNotTakenForEnded() {
        InputStream failing = new InputStream() {
            private boolean failed;

            @Override
            public int read() throws IOException {
                if (failed) {
                    return -1;
                }
                failed = true;
                throw new IOException("disk on fire");
            }

            @Override
            public int read(byte[] buffer, int from, int count) throws IOException {
                return read();
            }
        };
        InputStream stream = new SequenceInputStream(new ByteArrayInputStream(Workshop.random(150_000)), failing);
        ResumableUpload upload =
                workshop.bucket().resumableUpload("s", Content.ofStream(stream), o -> o.chunkSize(CHUNK));

        assertThatThrownBy(upload::run).isInstanceOf(LocalIOException.class).hasMessageContaining("disk on fire");
        assertThatThrownBy(upload::run).isInstanceOf(LocalIOException.class);
        assertThat(workshop.bucket().exists("s")).isFalse();
    }

    @Test
    void typeCacheAndMetadataAreStored() {
        workshop.bucket()
                .resumableUpload(
                        "m",
                        Content.ofString("text"),
                        o -> o.contentType("text/x-special")
                                .cacheControl(Duration.ofMinutes(5))
                                .metadata(Map.of("who", "Ädä")))
                .run();

        ObjectInfo info = workshop.bucket().getInfo("m");
        assertThat(info.contentType()).contains("text/x-special");
        assertThat(info.cacheControl()).contains("max-age=300");
        assertThat(info.metadata()).isEqualTo(Map.of("who", "Ädä"));
    }

    @Test
    void anExistingObjectIsReplacedOnlyOnRequest() {
        workshop.bucket().upload("x", Content.ofString("old"));
        byte[] bytes = Workshop.random(250_000);

        assertThatThrownBy(() -> workshop.bucket()
                        .resumableUpload("x", Content.ofBytes(bytes), o -> {})
                        .run())
                .isInstanceOf(ConflictException.class);
        workshop.bucket()
                .resumableUpload(
                        "x", Content.ofBytes(bytes), o -> o.upsert(true).chunkSize(CHUNK))
                .run();

        assertThat(workshop.stored("x")).isEqualTo(bytes);
    }

    @Test
    void anObjectThatAppearsMeanwhileIsNotReplaced() {
        ResumableUpload upload = workshop.bucket()
                .resumableUpload(
                        "x",
                        Content.ofBytes(Workshop.random(250_000)),
                        o -> o.chunkSize(CHUNK)
                                .onProgress(Workshop.once(
                                        CHUNK, () -> workshop.bucket().upload("x", Content.ofString("theirs")))));

        assertThatThrownBy(upload::run).isInstanceOf(ConflictException.class);

        assertThat(workshop.stored("x")).asString().isEqualTo("theirs");
    }

    @Test
    void aSignedTokenIsAllThatAnUploadNeeds() {
        byte[] bytes = Workshop.random(250_000);
        Secret token =
                workshop.bucket().createSignedUploadUrl("signed/s", false).token();

        workshop.bucket()
                .resumableUpload(
                        "signed/s",
                        Content.ofBytes(bytes),
                        o -> o.chunkSize(CHUNK).signedUploadToken(token))
                .run();

        assertThat(workshop.stored("signed/s")).isEqualTo(bytes);
    }

    @Test
    void aSignedTokenOfAnotherObjectIsRefused() {
        Secret token =
                workshop.bucket().createSignedUploadUrl("signed/s", false).token();

        assertThatThrownBy(() -> workshop.bucket()
                        .resumableUpload("other", Content.ofString("text"), o -> o.signedUploadToken(token))
                        .run())
                .isInstanceOf(InvalidRequestException.class)
                .hasMessageNotContaining(token.reveal());
    }

    @Test
    void aFileThatChangesMeanwhileIsNotStored() throws IOException {
        Path file = Workshop.file(folder, Workshop.random(350_000));
        ResumableUpload upload = workshop.bucket()
                .resumableUpload(
                        "p",
                        file,
                        o -> o.chunkSize(CHUNK)
                                .onProgress(Workshop.once(
                                        CHUNK + 1, () -> Workshop.file(folder, Workshop.random(350_001)))));

        assertThatThrownBy(upload::run)
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContaining("350001");

        assertThat(workshop.bucket().exists("p")).isFalse();
    }

    @Test
    void aFileThatShrinksWhileItsLastChunkIsReadIsNotStored() {
        Path file = Workshop.file(folder, Workshop.random(350_000));
        ResumableUpload upload = workshop.bucket()
                .resumableUpload(
                        "p",
                        file,
                        o -> o.chunkSize(CHUNK)
                                .onProgress(Workshop.once(
                                        3 * CHUNK + 1, () -> Workshop.file(folder, Workshop.random(10)))));

        assertThatThrownBy(upload::run)
                .isInstanceOf(SourceChangedException.class)
                .hasMessageContaining("its size is 10 bytes");

        assertThat(workshop.bucket().exists("p")).isFalse();
    }

    @Test
    void aContentThatCanBeWrittenOnlyOnceIsRefused() {
        Content once = new Content() {
            @Override
            public OptionalLong length() {
                return OptionalLong.of(1);
            }

            @Override
            public boolean repeatable() {
                return false;
            }

            @Override
            public void writeTo(OutputStream out) {}

            @Override
            public Optional<String> contentType() {
                return Optional.empty();
            }
        };

        assertThatThrownBy(() -> workshop.bucket().resumableUpload("c", once, o -> {}))
                .isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> workshop.bucket().resumableUpload("c", Content.ofString("x"), o -> o.journal(folder)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("a journal requires a file");
        assertThat(Files.exists(folder.resolve(".lock"))).isFalse();
    }
}
