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
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MAX_DOUBLINGS = 6;
    private static final int MAX_ATTEMPTS = 5;
    private static final int MAX_RATE_LIMITED_ATTEMPTS = 30;

    private final LiveConnection connection;
    private final ImportSettings settings;
    private final ImportJournal journal;
    private final CancellableConnection pauses;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long resumed;
    private int underWay;
    private boolean interrupted;
    private @Nullable Throwable stopped;

    /** The end of a row: its result, or the exception that stops the whole import. */
    private record Ended(@Nullable ImportRow row, @Nullable Throwable stop) {}

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
            return new UserImport(LiveConnection.of(connection), settings, journal).all(users.iterator());
        }
    }

    private ImportReport all(Iterator<NewUser> users) {
        try {
            feed(users);
        } catch (RuntimeException | Error e) {
            stop(e);
        }
        // Calls in progress are completed and recorded, whatever stopped the import.
        while (underWay > 0) {
            take();
        }
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
        if (stopped instanceof RuntimeException e) {
            throw e;
        }
        if (stopped instanceof Error e) {
            throw e;
        }
        if (stopped != null) {
            throw new IllegalStateException("the import was stopped by an error", stopped);
        }
        return new Report(
                counts.getOrDefault(Outcome.CREATED, 0L),
                counts.getOrDefault(Outcome.ALREADY_EXISTED, 0L),
                counts.getOrDefault(Outcome.FAILED, 0L),
                resumed);
    }

    private void feed(Iterator<NewUser> users) {
        for (long index = 0; stopped == null && users.hasNext(); index++) {
            NewUser user = users.next();
            if (journal.has(index, user)) {
                resumed++;
            } else {
                start(index, user);
            }
        }
    }

    private void start(long index, NewUser user) {
        while (underWay >= settings.concurrency) {
            take();
        }
        if (stopped == null) {
            CompletableFuture<ImportRow> row = connection.async(bound -> one(bound, index, user));
            underWay++;
            CompletableFuture<ImportRow> ignored = row.whenComplete((done, stop) -> ended.add(new Ended(done, stop)));
        }
    }

    /** Stops starting rows, and ends the pauses of rows that wait for a retry. The first exception is thrown later. */
    private void stop(Throwable reason) {
        if (stopped == null) {
            stopped = reason;
        } else if (reason != stopped) {
            stopped.addSuppressed(reason);
        }
        pauses.cancel();
    }

    /**
     * Waits for a row to end, records it, and then calls the listener: a row is recorded even if the listener fails.
     */
    private void take() {
        Ended one = next();
        underWay--;
        ImportRow row = one.row();
        if (row == null) {
            if (stopped == null && one.stop() != null) {
                stop(one.stop());
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
    private Ended next() {
        while (true) {
            try {
                return ended.take();
            } catch (InterruptedException e) {
                interrupted = true;
                stop(new CallInterruptedException("the import was interrupted", e));
            }
        }
    }

    private ImportRow one(LiveConnection bound, long index, NewUser user) {
        for (int attempt = 1; ; attempt++) {
            try {
                String id =
                        OperationRunner.run(bound, UserOperations.create(user)).id();
                return new Row(index, user, Outcome.CREATED, Optional.of(id), Optional.empty());
            } catch (AuthenticationException
                    | PermissionDeniedException
                    | UnsupportedByGatewayException
                    | CallInterruptedException e) {
                // The next row would fail in the same way.
                throw e;
            } catch (PlinthException e) {
                if (e instanceof ApiException refused
                        && ALREADY_EXISTS.contains(refused.code().value())) {
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
        Duration own = FIRST_PAUSE.multipliedBy(1L << Math.min(attempt - 1, MAX_DOUBLINGS));
        return failure instanceof RateLimitException limit ? limit.retryAfter().orElse(own) : own;
    }
}
