package dev.plinth.auth.internal;

import dev.plinth.auth.ImportOptions;
import dev.plinth.auth.ImportRow;
import dev.plinth.core.internal.text.Arguments;
import java.nio.file.Path;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** How users are imported. */
final class ImportSettings implements ImportOptions {

    private static final int MOST = 64;

    int concurrency = 8;

    @Nullable
    Path journal;

    Consumer<? super ImportRow> listener = row -> {};

    @Override
    public ImportOptions concurrency(int calls) {
        if (calls < 1 || calls > MOST) {
            throw new IllegalArgumentException("1 to " + MOST + " calls at the same time, not " + calls);
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
    public ImportOptions onRow(Consumer<? super ImportRow> heard) {
        Arguments.required(heard, "listener");
        listener = Objects.requireNonNull(heard, "heard");
        return this;
    }
}
