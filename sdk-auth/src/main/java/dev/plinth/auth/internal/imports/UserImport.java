package dev.plinth.auth.internal.imports;

import dev.plinth.auth.ImportOptions;
import dev.plinth.auth.ImportReport;
import dev.plinth.auth.ImportRow;
import dev.plinth.auth.ImportRow.Outcome;
import dev.plinth.auth.NewUser;
import dev.plinth.auth.internal.users.UserOperations;
import dev.plinth.core.ApiException;
import dev.plinth.core.AuthenticationException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.Connection;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.RateLimitException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.connection.CancellableConnection;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.core.internal.text.Description;
import java.time.Duration;
import java.util.EnumMap;
import java.util.Iterator;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Creates users concurrently. The importing thread reads the stream, writes the journal and calls the listener. It
 * reads a user only when one of the concurrent calls is free, so that the stream can have any length.
 */
public final class UserImport {

    private static final Set<String> ALREADY_EXISTS = Set.of("email_exists", "phone_exists", "user_already_exists");
    private static final Duration MIN_PAUSE = Duration.ofMillis(500);
    private static final int MAX_DOUBLINGS = 6;
    private static final int MAX_ATTEMPTS = 5;
    private static final int MAX_RATE_LIMITED_ATTEMPTS = 30;

    private final LiveConnection connection;
    private final ImportSettings settings;
    private final ImportJournal journal;
    private final CancellableConnection pauses;
    private final BlockingQueue<CompletedRow> completed = new LinkedBlockingQueue<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long resumed;
    private int inProgress;
    private boolean interrupted;
    private @Nullable Throwable stopReason;

    /** The end of a row: its result, or the exception that stops the whole import. */
    private record CompletedRow(
            @Nullable ImportRow row, @Nullable Throwable stop) {}

    record Row(long index, NewUser user, Outcome outcome, Optional<String> userId, Optional<PlinthException> failure)
            implements ImportRow {

        @Override
        public String toString() {
            return "ImportRow[" + index + ", " + outcome + "]";
        }
    }

    record Report(long created, long alreadyExisted, long failed, long resumed) implements ImportReport {
        @Override
        public String toString() {
            return Description.of("ImportReport")
                    .add("created", created)
                    .add("alreadyExisted", alreadyExisted)
                    .add("failed", failed)
                    .add("resumed", resumed)
                    .toString();
        }
    }

    private UserImport(LiveConnection connection, ImportSettings settings, ImportJournal journal) {
        this.connection = connection;
        this.settings = settings;
        this.journal = journal;
        this.pauses = connection.cancellable();
    }

    /** Imports users. */
    public static ImportReport run(
            Connection connection, Stream<NewUser> users, Consumer<? super ImportOptions> options) {
        ImportSettings settings = Arguments.configured(new ImportSettings(), options, "options");
        try (ImportJournal journal = ImportJournal.open(settings.journal);
                users) {
            return new UserImport(LiveConnection.of(connection), settings, journal).importAll(users.iterator());
        }
    }

    private ImportReport importAll(Iterator<NewUser> users) {
        try {
            startAll(users);
        } catch (RuntimeException | Error e) {
            stop(e);
        }
        // Calls in progress are completed and recorded, whatever stopped the import.
        while (inProgress > 0) {
            completeNext();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (stopReason instanceof RuntimeException e) {
            throw e;
        }
        if (stopReason instanceof Error e) {
            throw e;
        }
        if (stopReason != null) {
            throw new IllegalStateException("the import was stopped by an error", stopReason);
        }
        return new Report(
                counts.getOrDefault(Outcome.CREATED, 0L),
                counts.getOrDefault(Outcome.ALREADY_EXISTED, 0L),
                counts.getOrDefault(Outcome.FAILED, 0L),
                resumed);
    }

    private void startAll(Iterator<NewUser> users) {
        for (long index = 0; stopReason == null && users.hasNext(); index++) {
            NewUser user = users.next();
            if (journal.has(index, user)) {
                resumed++;
            } else {
                start(index, user);
            }
        }
    }

    private void start(long index, NewUser user) {
        while (inProgress >= settings.concurrency) {
            completeNext();
        }
        if (stopReason == null) {
            CompletableFuture<ImportRow> row = connection.async(rowConnection -> importOne(rowConnection, index, user));
            inProgress++;
            CompletableFuture<ImportRow> ignored =
                    row.whenComplete((done, stop) -> completed.add(new CompletedRow(done, stop)));
        }
    }

    /** Stops starting rows, and ends the pauses of rows that wait for a retry. The first exception is thrown later. */
    private void stop(Throwable reason) {
        if (stopReason == null) {
            stopReason = reason;
        } else if (reason != stopReason) {
            stopReason.addSuppressed(reason);
        }
        pauses.cancel();
    }

    /**
     * Waits for a row to end, records it, and then calls the listener: a row is recorded even if the listener fails.
     */
    private void completeNext() {
        CompletedRow completedRow = next();
        inProgress--;
        ImportRow row = completedRow.row();
        if (row == null) {
            if (stopReason == null && completedRow.stop() != null) {
                stop(completedRow.stop());
            }
            return;
        }
        counts.merge(row.outcome(), 1L, Long::sum);
        try {
            journal.add(row);
        } catch (RuntimeException e) {
            stop(e);
        }
        try {
            settings.listener.accept(row);
        } catch (RuntimeException | Error e) {
            stop(e);
        }
    }

    /** Waits for the next row to end. An interrupt stops the import, but not the wait for calls in progress. */
    private CompletedRow next() {
        while (true) {
            try {
                return completed.take();
            } catch (InterruptedException e) {
                interrupted = true;
                stop(new CallInterruptedException("the import was interrupted", e));
            }
        }
    }

    private ImportRow importOne(LiveConnection rowConnection, long index, NewUser user) {
        for (int attempt = 1; ; attempt++) {
            try {
                String id = OperationRunner.run(rowConnection, UserOperations.create(user))
                        .id();
                return new Row(index, user, Outcome.CREATED, Optional.of(id), Optional.empty());
            } catch (AuthenticationException
                    | PermissionDeniedException
                    | UnsupportedByGatewayException
                    | CallInterruptedException e) {
                // The next row would fail in the same way.
                throw e;
            } catch (PlinthException e) {
                if (e instanceof ApiException exception
                        && ALREADY_EXISTS.contains(exception.code().value())) {
                    return new Row(index, user, Outcome.ALREADY_EXISTED, Optional.empty(), Optional.empty());
                }
                if (attempt >= (e instanceof RateLimitException ? MAX_RATE_LIMITED_ATTEMPTS : MAX_ATTEMPTS)
                        || !e.retryable()) {
                    return new Row(index, user, Outcome.FAILED, Optional.empty(), Optional.of(e));
                }
                pauses.connection().pause(pause(e, attempt));
            }
        }
    }

    private static Duration pause(PlinthException failure, int attempt) {
        Duration backoff = MIN_PAUSE.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return failure instanceof RateLimitException limit ? limit.retryAfter().orElse(backoff) : backoff;
    }
}
