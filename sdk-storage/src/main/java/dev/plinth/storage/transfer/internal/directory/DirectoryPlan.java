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
 * What a directory transfer does.
 *
 * @param name the operation's name, for messages
 * @param bucket the bucket's id
 * @param codec translates names to keys
 * @param root the directory, absolute
 * @param prefix the folder in the bucket, as the program names it: empty, or with a slash at its end
 * @param filter which files take part
 * @param comparison how equal files are recognized
 * @param replace whether an object with other content is replaced
 * @param deleteExtra whether what only the target has is deleted
 * @param dryRun whether nothing is changed
 * @param parallelism how many files are transferred at the same time
 * @param partSize from which size on a file is transferred in parts
 * @param maxAttempts how often a file is tried
 * @param verify when digests are compared
 * @param cacheFor the max-age of uploaded objects; null for the server's default
 * @param journal the directory of the journal, absolute; null for none
 * @param followLinks whether symbolic links are followed
 * @param problemsOnly whether the report keeps only failed and refused files
 * @param folding what two names have in common that are the same file on the directory's file system
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
        boolean replace,
        boolean deleteExtra,
        boolean dryRun,
        int parallelism,
        int partSize,
        int maxAttempts,
        IntegrityCheck verify,
        @Nullable Duration cacheFor,
        @Nullable Path journal,
        boolean followLinks,
        boolean problemsOnly,
        Function<Path, UnaryOperator<String>> folding,
        @Nullable Consumer<? super DirectoryProgress> progressListener,
        @Nullable Consumer<? super FileOutcome> fileListener) {

    /** Names the transfer in messages. */
    String about() {
        return "[directory=" + root + ", bucket=" + bucket + (prefix.isEmpty() ? "" : ", prefix=" + prefix) + "]";
    }

    /** Returns the key of a path relative to the root; of a folder if it ends with a slash. */
    String key(String path) {
        return codec.encode(prefix + path);
    }
}
