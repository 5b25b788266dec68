package dev.plinth.storage.internal;

import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.content.ProgressMeter;
import dev.plinth.storage.Download;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.Supplier;

/** An answer that is an object. */
final class OpenDownload implements Download {

    private static final int BUFFER = 64 * 1024;

    private final ObjectKey at;
    private final HttpResponse response;
    private final InputStream body;
    private final OptionalLong length;

    private OpenDownload(ObjectKey at, HttpResponse response, InputStream body, OptionalLong length) {
        this.at = at;
        this.response = response;
        this.body = body;
        this.length = length;
    }

    /**
     * Makes a download of an answer.
     *
     * @param source gives the answer's body
     * @param described asks for the object's etag where the answer has none
     */
    static OpenDownload of(
            ObjectKey at,
            DownloadRequest request,
            HttpResponse response,
            InputStream source,
            Supplier<Optional<String>> described)
            throws IOException {
        OptionalLong length = contentLength(response);
        InputStream body = source;
        Part part = request.part();
        if (part != null && response.status() != 206) {
            long whole = length.orElse(Long.MAX_VALUE);
            long offset = Parts.offset(part, length);
            long taken = Math.min(part.length(), Math.max(0, whole - offset));
            body = new PartStream(body, offset, taken);
            length = length.isEmpty() ? length : OptionalLong.of(taken);
        }
        if (request.verify() && part == null && request.transform() == null) {
            Optional<String> etag = response.headers().first("ETag");
            body = new VerifyingStream(
                    body,
                    () -> Etags.md5(etag.isPresent() ? etag : described.get()),
                    "[bucket=" + at.bucket() + ", path=" + at.name() + "]");
        }
        if (request.listener() != null) {
            body = new MeteredStream(body, new ProgressMeter(request.listener(), length, 1));
        }
        return new OpenDownload(at, response, body, length);
    }

    static OptionalLong contentLength(HttpResponse response) {
        return response.headers()
                .first("Content-Length")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
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
    public void to(Path file) {
        Path target = file.toAbsolutePath();
        try (this) {
            Path beside = Files.createTempFile(target.getParent(), ".plinth-", ".part");
            try {
                try (OutputStream out = Files.newOutputStream(beside)) {
                    copy(out);
                }
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw broken("did not get to " + file, e);
        }
    }

    @Override
    public long to(OutputStream out) {
        try (this) {
            return copy(out);
        } catch (IOException e) {
            throw broken("broke off", e);
        }
    }

    @Override
    public byte[] bytes(int atMost) {
        try (this) {
            ByteArrayOutputStream bytes =
                    new ByteArrayOutputStream((int) Math.min(atMost, length.orElse(Math.min(atMost, BUFFER))));
            byte[] buffer = new byte[BUFFER];
            for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
                if (read > atMost - bytes.size()) {
                    throw new ResponseFormatException(
                            "storage.download: the object has more than " + atMost + " bytes " + about(),
                            "take more, or write it to a file",
                            null);
                }
                bytes.write(buffer, 0, read);
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw broken("broke off", e);
        }
    }

    private long copy(OutputStream out) throws IOException {
        byte[] buffer = new byte[BUFFER];
        long copied = 0;
        for (int read = body.read(buffer); read >= 0; read = body.read(buffer)) {
            out.write(buffer, 0, read);
            copied += read;
        }
        return copied;
    }

    private TransportException broken(String what, IOException cause) {
        return new TransportException(
                "storage.download: it " + what + ": " + cause.getMessage() + " " + about(), false, null, cause);
    }

    private String about() {
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
}
