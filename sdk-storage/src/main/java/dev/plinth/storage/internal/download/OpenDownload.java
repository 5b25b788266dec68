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

/** The download of an object whose response is open. */
final class OpenDownload implements Download {

    private static final int BUFFER = 64 * 1024;

    private final ObjectKey object;
    private final HttpResponse response;
    private final InputStream body;
    private final OptionalLong length;
    private final VerifyingStream verifying;
    private final LiveConnection connection;
    private final AtomicBoolean alreadyRead = new AtomicBoolean();

    private OpenDownload(
            ObjectKey object,
            HttpResponse response,
            InputStream body,
            OptionalLong length,
            VerifyingStream verifying,
            LiveConnection connection) {
        this.object = object;
        this.response = response;
        this.body = body;
        this.length = length;
        this.verifying = verifying;
        this.connection = connection;
    }

    /**
     * Creates a download of a response.
     *
     * @param source the response's body, which may be a resuming stream
     * @param etagLookup gets the object's entity tag if the response does not have it
     */
    static OpenDownload of(
            LiveConnection connection,
            ObjectKey object,
            DownloadRequest request,
            HttpResponse response,
            InputStream source,
            Supplier<Optional<String>> etagLookup)
            throws IOException {
        ObjectBody objectBody = ObjectBody.of(response, source, request.range());
        boolean whole = request.range() == null && request.transform() == null;
        Optional<String> etag = response.headers().first("ETag");
        VerifyingStream verifying = new VerifyingStream(
                objectBody.bytes(),
                whole && DigestPolicy.digests(request.verify(), connection, objectBody.length()),
                () -> Etags.md5(etag.isPresent() ? etag : etagLookup.get()),
                object.describe());
        InputStream body = verifying;
        if (request.listener() != null) {
            body = new ProgressStream(body, new ProgressMeter(request.listener(), objectBody.length(), 1));
        }
        if (whole && request.verify() != IntegrityCheck.NEVER && source instanceof ResumingStream resuming) {
            verifying.checkIfResumed(resuming::wasResumed);
        }
        return new OpenDownload(object, response, body, objectBody.length(), verifying, connection);
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
        markRead();
        try (this) {
            FileTarget.of(file).write(new FileTarget.Source() {
                @Override
                public void copyTo(OutputStream out) throws IOException {
                    long ignored = copy(out);
                }

                @Override
                public void check(Path written) throws IOException {
                    if (verifying.needsCheck()) {
                        try (InputStream in = Files.newInputStream(written)) {
                            verifying.checkContent(in);
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
        markRead();
        try (this) {
            return copy(out);
        } catch (IOException e) {
            throw failed("the stream", e);
        }
    }

    @Override
    public byte[] readAllBytes(int maxBytes) {
        if (maxBytes < 0) {
            throw new IllegalArgumentException("maxBytes must not be negative, but is " + maxBytes);
        }
        markRead();
        try (this) {
            byte[] all = readAtMost(maxBytes);
            if (verifying.needsCheck()) {
                verifying.checkContent(new ByteArrayInputStream(all));
            }
            return all;
        } catch (IOException e) {
            throw failed("memory", e);
        }
    }

    private byte[] readAtMost(int maxBytes) throws IOException {
        // Never allocates the length that the response states, which could be any number.
        byte[] start = new byte[(int) Math.min(Math.min(BUFFER, maxBytes), length.orElse(BUFFER))];
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
            if (bytes.size() > maxBytes) {
                throw new ResponseFormatException(
                        "storage.download: the object has more than " + maxBytes + " bytes " + object.describe(),
                        "pass a larger maximum, or save the object to a file",
                        null);
            }
        }
        return bytes.toByteArray();
    }

    /** Throws if the body was already read. Reading it again would return nothing, as for an empty object. */
    private void markRead() {
        if (!alreadyRead.compareAndSet(false, true)) {
            throw new IllegalStateException(
                    "this download was already read; download the object again " + object.describe());
        }
    }

    private byte[] buffer() {
        return new byte[(int) Math.max(1, Math.min(BUFFER, length.orElse(BUFFER)))];
    }

    /** Copies the body. Fills the buffer before each write, because a response arrives in blocks of 8 KiB. */
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
                    "storage.download: " + target + " could not be written: " + e.getCause() + " " + object.describe(),
                    null,
                    e.getCause());
        }
        if (e.getCause() instanceof CallCancelledException cancelled) {
            return cancelled;
        }
        if (connection.stopped()) {
            return new CallCancelledException(
                    "storage.download was cancelled: its connection was closed or its future was cancelled "
                            + object.describe(),
                    e);
        }
        return new TransportException(
                "storage.download: the transfer failed: " + e.getMessage() + " " + object.describe(), false, null, e);
    }

    @Override
    public void close() {
        try {
            body.close();
        } catch (IOException e) {
            // The rest of the content is not needed, and the transport closes the socket.
        }
        response.close();
    }

    @Override
    public String toString() {
        return Description.of("Download")
                .add("bucket", object.bucket())
                .add("key", object.name())
                .add("length", length)
                .add("contentType", contentType())
                .toString();
    }
}
