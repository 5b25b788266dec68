package dev.plinth.storage.internal.download;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.content.ProgressMeter;
import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.Download;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.internal.api.HttpDates;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.integrity.DigestPolicy;
import dev.plinth.storage.internal.integrity.Etags;
import dev.plinth.storage.internal.integrity.VerifyingStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** A response that is an object. */
final class OpenDownload implements Download {

    private static final int BUFFER = 64 * 1024;

    private final ObjectKey at;
    private final HttpResponse response;
    private final InputStream body;
    private final OptionalLong length;
    private final VerifyingStream verifying;
    private final LiveConnection connection;
    private final AtomicBoolean taken = new AtomicBoolean();

    private OpenDownload(
            ObjectKey at,
            HttpResponse response,
            InputStream body,
            OptionalLong length,
            VerifyingStream verifying,
            LiveConnection connection) {
        this.at = at;
        this.response = response;
        this.body = body;
        this.length = length;
        this.verifying = verifying;
        this.connection = connection;
    }

    /**
     * Creates a download of a response.
     *
     * @param source the response's body, which may resume itself
     * @param described asks for the object's etag where the response has none
     */
    static OpenDownload of(
            LiveConnection connection,
            ObjectKey at,
            DownloadRequest request,
            HttpResponse response,
            InputStream source,
            Supplier<Optional<String>> described)
            throws IOException {
        ObjectBody object = ObjectBody.of(response, source, request.part());
        boolean whole = request.part() == null && request.transform() == null;
        Optional<String> etag = response.headers().first("ETag");
        VerifyingStream verifying = new VerifyingStream(
                object.bytes(),
                whole && DigestPolicy.digests(request.verify(), connection, object.length()),
                () -> Etags.md5(etag.isPresent() ? etag : described.get()),
                about(at));
        InputStream body = verifying;
        if (request.listener() != null) {
            body = new ProgressStream(body, new ProgressMeter(request.listener(), object.length(), 1));
        }
        if (whole && request.verify() != IntegrityCheck.NEVER && source instanceof ResumingStream resuming) {
            verifying.digestsAfterResuming(resuming::resumed);
        }
        return new OpenDownload(at, response, body, object.length(), verifying, connection);
    }

    @Override
    public InputStream body() {
        return body;
    }

    @Override
    public OptionalLong length() {
        return length;
    }

    @Override
    public Optional<String> contentType() {
        return response.headers().first("Content-Type");
    }

    @Override
    public Optional<String> etag() {
        return response.headers().first("ETag");
    }

    @Override
    public Optional<String> cacheControl() {
        return response.headers().first("Cache-Control");
    }

    @Override
    public Optional<Instant> lastModified() {
        return response.headers().first("Last-Modified").flatMap(HttpDates::parse);
    }

    @Override
    public void saveTo(Path file) {
        take();
        try (this) {
            FileTarget.of(file).write(new FileTarget.Source() {
                @Override
                public void copyTo(OutputStream out) throws IOException {
                    long ignored = copy(out);
                }

                @Override
                public void check(Path written) throws IOException {
                    if (verifying.stillToCheck()) {
                        try (InputStream in = Files.newInputStream(written)) {
                            verifying.check(in);
                        }
                    }
                }
            });
        } catch (IOException e) {
            throw failed(file.toString(), e);
        }
    }

    @Override
    public long transferTo(OutputStream out) {
        take();
        try (this) {
            return copy(out);
        } catch (IOException e) {
            throw failed("the stream", e);
        }
    }

    @Override
    public byte[] readAllBytes(int atMost) {
        if (atMost < 0) {
            throw new IllegalArgumentException("atMost must not be negative, but is " + atMost);
        }
        take();
        try (this) {
            byte[] all = readAtMost(atMost);
            if (verifying.stillToCheck()) {
                verifying.check(new ByteArrayInputStream(all));
            }
            return all;
        } catch (IOException e) {
            throw failed("memory", e);
        }
    }

    private byte[] readAtMost(int atMost) throws IOException {
        // The length that a response announces is no reason to allocate more than a buffer.
        byte[] start = new byte[(int) Math.min(Math.min(BUFFER, atMost), length.orElse(BUFFER))];
        int read = body.readNBytes(start, 0, start.length);
        int next = body.read();
        if (next < 0) {
            return read == start.length ? start : Arrays.copyOf(start, read);
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(2 * BUFFER);
        bytes.write(start, 0, read);
        bytes.write(next);
        byte[] buffer = new byte[BUFFER];
        for (read = 0; read >= 0; read = body.read(buffer)) {
            bytes.write(buffer, 0, read);
            if (bytes.size() > atMost) {
                throw new ResponseFormatException(
                        "storage.download: the object has more than " + atMost + " bytes " + about(at),
                        "allow more, or write it to a file",
                        null);
            }
        }
        return bytes.toByteArray();
    }

    /** A body can be read once; a second time would give nothing, which looks like an empty object. */
    private void take() {
        if (!taken.compareAndSet(false, true)) {
            throw new IllegalStateException("this download was already read; download the object again " + about(at));
        }
    }

    private byte[] buffer() {
        return new byte[(int) Math.max(1, Math.min(BUFFER, length.orElse(BUFFER)))];
    }

    /** Fills the buffer before it writes: a response arrives in pieces of 8 KiB. */
    private long copy(OutputStream out) throws IOException {
        byte[] buffer = buffer();
        long copied = 0;
        for (int read = body.readNBytes(buffer, 0, buffer.length);
                read > 0;
                read = body.readNBytes(buffer, 0, buffer.length)) {
            try {
                out.write(buffer, 0, read);
            } catch (IOException e) {
                throw new WriteFailedException(e);
            }
            copied += read;
        }
        return copied;
    }

    private PlinthException failed(String target, IOException e) {
        if (e instanceof WriteFailedException) {
            return new LocalIOException(
                    "storage.download: " + target + " could not be written: " + e.getCause() + " " + about(at),
                    null,
                    e.getCause());
        }
        if (e.getCause() instanceof CallCancelledException stopped) {
            return stopped;
        }
        if (connection.stopped()) {
            return new CallCancelledException(
                    "storage.download was stopped: its connection or future was closed " + about(at), e);
        }
        return new TransportException(
                "storage.download: it broke off: " + e.getMessage() + " " + about(at), false, null, e);
    }

    private static String about(ObjectKey at) {
        return "[bucket=" + at.bucket() + ", path=" + at.name() + "]";
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // The content is of no more interest, and the transport drops the connection by itself.
        }
        response.close();
    }

    @Override
    public String toString() {
        return Description.of("Download")
                .add("bucket", at.bucket())
                .add("key", at.name())
                .add("length", length)
                .add("contentType", contentType())
                .toString();
    }
}
