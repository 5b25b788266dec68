package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.transfer.DirectoryProgress;
import dev.plinth.storage.transfer.FileOutcome;
import dev.plinth.storage.transfer.SyncComparison;
import dev.plinth.storage.transfer.internal.local.PathFilter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a directory transfer.
 *
 * @param name the operation's name, for messages
 * @param bucket the bucket's id
 * @param codec translates names to keys
 * @param root the absolute path of the directory
 * @param prefix the folder in the bucket, before the key codec: empty, or with a slash at its end
 * @param filter selects the files
 * @param comparison how equal files are recognized
 * @param upsert whether an object with other content is replaced
 * @param deleteExtra whether files or objects that only the target has are deleted
 * @param dryRun whether nothing is changed
 * @param parallelism how many files are transferred at the same time
 * @param partSize the size in bytes above which a file is transferred in parts
 * @param maxAttempts the maximum number of attempts per file
 * @param verify when digests are compared
 * @param maxAge the max-age of uploaded objects; null for the server's default
 * @param journal the absolute path of the journal's directory; null for none
 * @param followLinks whether symbolic links are followed
 * @param problemsOnly whether the report keeps only failed and refused files
 * @param nameFolding creates the function that maps names of the same file on the directory's file system to the same
 *     text
 * @param progressListener the progress listener; null for none
 * @param fileListener the listener for finished files; null for none
 */
record DirectoryPlan(
        String name,
        String bucket,
        KeyCodec codec,
        Path root,
        String prefix,
        PathFilter filter,
        SyncComparison comparison,
        boolean upsert,
        boolean deleteExtra,
        boolean dryRun,
        int parallelism,
        int partSize,
        int maxAttempts,
        IntegrityCheck verify,
        @Nullable Duration maxAge,
        @Nullable Path journal,
        boolean followLinks,
        boolean problemsOnly,
        Function<Path, UnaryOperator<String>> nameFolding,
        @Nullable Consumer<? super DirectoryProgress> progressListener,
        @Nullable Consumer<? super FileOutcome> fileListener) {

    /** Returns the text that identifies the transfer in messages. */
    String describe() {
        return "[directory=" + root + ", bucket=" + bucket + (prefix.isEmpty() ? "" : ", prefix=" + prefix) + "]";
    }

    /** Returns the key for a path relative to the root. The path of a folder ends with a slash. */
    String key(String path) {
        return codec.encode(prefix + path);
    }
}
