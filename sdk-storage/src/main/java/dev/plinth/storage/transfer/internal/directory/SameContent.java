package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.LocalIOException;
import dev.plinth.storage.internal.integrity.Etags;
import dev.plinth.storage.transfer.SyncComparison;
import dev.plinth.storage.transfer.internal.local.LocalEntry;
import java.io.FileInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;

/** Compares a file with an object. */
final class SameContent {

    private static final int BUFFER_SIZE = 64 * 1024;

    private SameContent() {}

    /**
     * Returns whether the target already has the content, so that nothing has to be transferred.
     *
     * @param uploading whether the file is the source
     */
    static boolean isSame(LocalEntry file, RemoteEntry object, SyncComparison comparison, boolean uploading) {
        if (object.size().isEmpty() || object.size().getAsLong() != file.size()) {
            return false;
        }
        Optional<String> md5 = Etags.md5(object.etag());
        if (comparison == SyncComparison.ETAG && md5.isPresent()) {
            return md5.get().equals(md5(file.path()));
        }
        Instant local = file.modified().toInstant();
        return object.modified()
                .map(remote -> uploading ? !local.isAfter(remote) : !remote.isAfter(local))
                .orElse(false);
    }

    private static String md5(Path file) {
        MessageDigest digest = Etags.digest();
        byte[] buffer = new byte[BUFFER_SIZE];
        // Not a channel: an interrupt would close it, which looks like an error of the file.
        try (InputStream in = new FileInputStream(file.toFile())) {
            for (int read = in.read(buffer); read >= 0; read = in.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        } catch (IOException e) {
            throw new LocalIOException("the file cannot be read: " + file, null, e);
        }
        return Etags.hex(digest);
    }
}
