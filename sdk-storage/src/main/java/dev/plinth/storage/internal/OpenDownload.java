package dev.plinth.storage.internal;

import dev.plinth.core.TransportException;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.storage.Download;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Optional;
import java.util.OptionalLong;

/** An answer that is an object. */
final class OpenDownload implements Download {

    private final HttpResponse response;

    OpenDownload(HttpResponse response) {
        this.response = response;
    }

    @Override
    public InputStream body() {
        return response.body();
    }

    @Override
    public OptionalLong length() {
        return response.headers()
                .first("Content-Length")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
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
    public void to(Path file) {
        Path target = file.toAbsolutePath();
        try {
            Path beside = Files.createTempFile(target.getParent(), ".plinth-", ".part");
            try {
                try (OutputStream out = Files.newOutputStream(beside)) {
                    response.body().transferTo(out);
                }
                Files.move(beside, target, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
            } finally {
                Files.deleteIfExists(beside);
            }
        } catch (IOException e) {
            throw new TransportException("storage.download: could not be written to " + file, false, null, e);
        } finally {
            close();
        }
    }

    @Override
    public void close() {
        response.close();
    }
}
