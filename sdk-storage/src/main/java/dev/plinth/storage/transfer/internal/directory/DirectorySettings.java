package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.transfer.DirectoryOptions;
import dev.plinth.storage.transfer.DirectoryProgress;
import dev.plinth.storage.transfer.FileOutcome;
import dev.plinth.storage.transfer.SyncComparison;
import dev.plinth.storage.transfer.internal.local.PathFilter;
import dev.plinth.storage.transfer.internal.local.SafePaths;
import java.nio.file.Path;
import java.time.Duration;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a directory transfer. */
public abstract non-sealed class DirectorySettings<O extends DirectoryOptions<O>> implements DirectoryOptions<O> {

    private static final int DEFAULT_PARALLELISM = 8;
    private static final int DEFAULT_PART_SIZE = 6 * 1024 * 1024;
    private static final int DEFAULT_MAX_ATTEMPTS = 3;

    private final PathFilter.Builder filter = new PathFilter.Builder();
    private String prefix = "";
    private SyncComparison comparison = SyncComparison.ETAG;
    private IntegrityCheck verify = IntegrityCheck.AUTO;
    private boolean dryRun;
    private boolean problemsOnly;
    private int parallelism = DEFAULT_PARALLELISM;
    private int partSize = DEFAULT_PART_SIZE;
    private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
    private @Nullable KeyCodec codec;
    private @Nullable Consumer<? super DirectoryProgress> progressListener;
    private @Nullable Consumer<? super FileOutcome> fileListener;

    // Set by the options of uploads and synchronizations only.
    boolean upsert;
    boolean deleteExtra;
    boolean followLinks;

    @Nullable
    Duration maxAge;

    @Nullable
    Path journal;

    /** Replaced by tests, because case sensitivity depends on the machine's file system. */
    Function<Path, UnaryOperator<String>> nameFolding = SafePaths::nameFolding;

    DirectorySettings() {}

    abstract O self();

    @Override
    public O prefix(String folder) {
        String checked = NameRules.checkNewKey(Arguments.required(folder, "folder"));
        this.prefix = checked.isEmpty() || checked.endsWith("/") ? checked : checked + "/";
        return self();
    }

    @Override
    public O include(String glob) {
        filter.include(Arguments.present(glob, "glob"));
        return self();
    }

    @Override
    public O exclude(String glob) {
        filter.exclude(Arguments.present(glob, "glob"));
        return self();
    }

    @Override
    public O compareBy(SyncComparison newComparison) {
        this.comparison = Arguments.required(newComparison, "comparison");
        return self();
    }

    @Override
    public O dryRun() {
        this.dryRun = true;
        return self();
    }

    @Override
    public O parallelism(int files) {
        this.parallelism = atLeastOne("parallelism", files);
        return self();
    }

    @Override
    public O partSize(int bytes) {
        this.partSize = atLeastOne("partSize", bytes);
        return self();
    }

    @Override
    public O maxAttempts(int attempts) {
        this.maxAttempts = atLeastOne("maxAttempts", attempts);
        return self();
    }

    @Override
    public O verify(IntegrityCheck check) {
        this.verify = Arguments.required(check, "check");
        return self();
    }

    @Override
    public O keyCodec(KeyCodec newCodec) {
        this.codec = Arguments.required(newCodec, "codec");
        return self();
    }

    @Override
    public O onProgress(Consumer<? super DirectoryProgress> listener) {
        this.progressListener = Arguments.required(listener, "listener");
        return self();
    }

    @Override
    public O onFile(Consumer<? super FileOutcome> listener) {
        this.fileListener = Arguments.required(listener, "listener");
        return self();
    }

    @Override
    public O reportProblemsOnly() {
        this.problemsOnly = true;
        return self();
    }

    final O setMaxAge(Duration time) {
        if (Arguments.required(time, "time").isNegative()) {
            throw new IllegalArgumentException("the max-age must not be negative: " + time);
        }
        this.maxAge = time;
        return self();
    }

    final O setJournal(Path directory) {
        this.journal =
                Arguments.required(directory, "directory").toAbsolutePath().normalize();
        return self();
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
        return value;
    }

    /**
     * Returns the plan.
     *
     * @throws IllegalArgumentException if the prefix is not a valid key
     */
    DirectoryPlan plan(String name, String bucket, KeyCodec bucketCodec, Path root) {
        KeyCodec effectiveCodec = codec == null ? bucketCodec : codec;
        if (!prefix.isEmpty()) {
            String ignored = NameRules.checkKey(effectiveCodec.encode(prefix));
        }
        return new DirectoryPlan(
                name,
                bucket,
                effectiveCodec,
                root.toAbsolutePath().normalize(),
                prefix,
                filter.build(),
                comparison,
                upsert,
                deleteExtra,
                dryRun,
                parallelism,
                partSize,
                maxAttempts,
                verify,
                maxAge,
                journal,
                followLinks,
                problemsOnly,
                nameFolding,
                progressListener,
                fileListener);
    }
}
