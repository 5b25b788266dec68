package dev.plinth.storage.transfer.internal.download;

import dev.plinth.core.Progress;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.internal.download.ByteRange;
import dev.plinth.storage.internal.download.DownloadRequest;
import dev.plinth.storage.transfer.ParallelDownloadOptions;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a parallel download. */
public final class DownloadSettings implements ParallelDownloadOptions {

    private static final int DEFAULT_PARALLELISM = 4;
    private static final int DEFAULT_MAX_ATTEMPTS = 10;
    private static final long DEFAULT_PART_SIZE = 8L * 1024 * 1024;

    private int parallelism = DEFAULT_PARALLELISM;
    private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
    private long partSize = DEFAULT_PART_SIZE;
    private IntegrityCheck verify = IntegrityCheck.AUTO;
    private @Nullable Consumer<? super Progress> listener;

    @Override
    public DownloadSettings parallelism(int parts) {
        this.parallelism = (int) atLeastOne("parallelism", parts);
        return this;
    }

    @Override
    public DownloadSettings partSize(long bytes) {
        this.partSize = atLeastOne("partSize", bytes);
        return this;
    }

    @Override
    public DownloadSettings maxAttempts(int attempts) {
        this.maxAttempts = (int) atLeastOne("maxAttempts", attempts);
        return this;
    }

    @Override
    public DownloadSettings onProgress(Consumer<? super Progress> progressListener) {
        this.listener = Arguments.required(progressListener, "listener");
        return this;
    }

    @Override
    public DownloadSettings verify(IntegrityCheck check) {
        this.verify = Arguments.required(check, "check");
        return this;
    }

    private static long atLeastOne(String name, long value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
        return value;
    }

    int parallelism() {
        return parallelism;
    }

    int maxAttempts() {
        return maxAttempts;
    }

    long partSize() {
        return partSize;
    }

    IntegrityCheck verify() {
        return verify;
    }

    @Nullable
    Consumer<? super Progress> listener() {
        return listener;
    }

    /** Returns the request for the whole object. */
    DownloadRequest whole() {
        return new DownloadRequest(null, null, listener, verify, null, null);
    }

    /** Returns the request for a part. Digests are compared only for the whole object. */
    static DownloadRequest part(long offset, long length) {
        return new DownloadRequest(ByteRange.of(offset, length), null, null, IntegrityCheck.NEVER, null, null);
    }
}
