package dev.plinth.auth.internal.imports;

import dev.plinth.auth.ImportOptions;
import dev.plinth.auth.ImportRow;
import dev.plinth.core.internal.text.Arguments;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Implements {@link ImportOptions}. */
public final class ImportSettings implements ImportOptions {

    private static final int MAX_CONCURRENCY = 64;

    int concurrency = 8;

    @Nullable
    Path journal;

    Consumer<? super ImportRow> listener = row -> {};

    @Override
    public ImportOptions concurrency(int calls) {
        if (calls < 1 || calls > MAX_CONCURRENCY) {
            throw new IllegalArgumentException("concurrency must be between 1 and " + MAX_CONCURRENCY + ": " + calls);
        }
        concurrency = calls;
        return this;
    }

    @Override
    public ImportOptions journal(Path file) {
        journal = Objects.requireNonNull(file, "file");
        return this;
    }

    @Override
    public ImportOptions onRow(Consumer<? super ImportRow> listener) {
        Arguments.required(listener, "listener");
        this.listener = Objects.requireNonNull(listener, "listener");
        return this;
    }
}
