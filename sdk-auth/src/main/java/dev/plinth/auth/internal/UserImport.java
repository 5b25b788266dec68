package dev.plinth.auth.internal;

import dev.plinth.auth.ImportOptions;
import dev.plinth.auth.ImportReport;
import dev.plinth.auth.ImportRow;
import dev.plinth.auth.ImportRow.Outcome;
import dev.plinth.auth.NewUser;
import dev.plinth.core.ApiException;
import dev.plinth.core.AuthenticationException;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.Connection;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.RateLimitException;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.LiveConnection;
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
 * Makes many users, some at a time. The thread that imports reads the stream, notes and tells what came of each; it
 * never runs further ahead than there are calls on their way, so that the stream may be of any length.
 */
public final class UserImport {

    private static final Set<String> THERE = Set.of("email_exists", "phone_exists", "user_already_exists");
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final int MOST_DOUBLINGS = 6;
    private static final int MOST_TRIES = 5;
    private static final int MOST_TRIES_AT_LIMIT = 30;

    private final LiveConnection connection;
    private final ImportSettings settings;
    private final ImportJournal journal;
    private final BlockingQueue<Ended> ended = new LinkedBlockingQueue<>();
    private final Map<Outcome, Long> counts = new EnumMap<>(Outcome.class);
    private long resumed;
    private int underWay;
    private @Nullable Throwable stopped;

    /** What came of a row: an outcome, or what stops the whole import. */
    private record Ended(@Nullable ImportRow row, @Nullable Throwable stop) {}

    record Row(long index, NewUser user, Outcome outcome, Optional<String> userId, Optional<PlinthException> failure)
            implements ImportRow {

        @Override
        public String toString() {
            return "ImportRow[" + index + ", " + outcome + "]";
        }
    }

    record Report(long created, long existed, long failed, long resumed) implements ImportReport {}

    private UserImport(LiveConnection connection, ImportSettings settings, ImportJournal journal) {
        this.connection = connection;
        this.settings = settings;
        this.journal = journal;
    }

    /** Imports users. */
    public static ImportReport run(
            Connection connection, Stream<NewUser> users, Consumer<? super ImportOptions> options) {
        ImportSettings settings = new ImportSettings();
        options.accept(settings);
        try (ImportJournal journal = ImportJournal.open(settings.journal);
                users) {
            return new UserImport(LiveConnection.of(connection), settings, journal).all(users.iterator());
        }
    }

    private ImportReport all(Iterator<NewUser> users) {
        try {
            for (long index = 0; stopped == null && users.hasNext(); index++) {
                NewUser user = users.next();
                if (journal.has(index, user)) {
                    resumed++;
                } else {
                    start(index, user);
                }
            }
        } finally {
            while (underWay > 0) {
                take();
            }
        }
        if (stopped instanceof RuntimeException e) {
            throw e;
        }
        if (stopped != null) {
            throw new IllegalStateException("the import stopped", stopped);
        }
        return new Report(
                counts.getOrDefault(Outcome.CREATED, 0L),
                counts.getOrDefault(Outcome.EXISTED, 0L),
                counts.getOrDefault(Outcome.FAILED, 0L),
                resumed);
    }

    private void start(long index, NewUser user) {
        while (underWay >= settings.concurrency) {
            take();
        }
        if (stopped == null) {
            underWay++;
            CompletableFuture<ImportRow> row = connection.async(bound -> one(bound, index, user));
            CompletableFuture<ImportRow> ignored = row.whenComplete((done, stop) -> ended.add(new Ended(done, stop)));
        }
    }

    /** Waits for a row to end, and notes it. */
    private void take() {
        try {
            Ended one = ended.take();
            underWay--;
            if (one.row() == null) {
                stopped = stopped == null ? one.stop() : stopped;
                return;
            }
            counts.merge(one.row().outcome(), 1L, Long::sum);
            journal.add(one.row());
            settings.listener.accept(one.row());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            underWay = 0;
            throw new CallInterruptedException("the import was interrupted", e);
        }
    }

    private static ImportRow one(LiveConnection bound, long index, NewUser user) {
        for (int tries = 1; ; tries++) {
            try {
                String id = Calls.run(bound, UserOperations.create(user)).id();
                return new Row(index, user, Outcome.CREATED, Optional.of(id), Optional.empty());
            } catch (AuthenticationException
                    | PermissionDeniedException
                    | UnsupportedByGatewayException
                    | CallInterruptedException e) {
                // The next row would fare no better.
                throw e;
            } catch (PlinthException e) {
                if (e instanceof ApiException refused
                        && THERE.contains(refused.code().value())) {
                    return new Row(index, user, Outcome.EXISTED, Optional.empty(), Optional.empty());
                }
                if (tries >= (e instanceof RateLimitException ? MOST_TRIES_AT_LIMIT : MOST_TRIES) || !e.retryable()) {
                    return new Row(index, user, Outcome.FAILED, Optional.empty(), Optional.of(e));
                }
                bound.pause(pause(e, tries));
            }
        }
    }

    private static Duration pause(PlinthException failure, int tries) {
        Duration own = FIRST_PAUSE.multipliedBy(1L << Math.min(tries - 1, MOST_DOUBLINGS));
        return failure instanceof RateLimitException limit ? limit.retryAfter().orElse(own) : own;
    }
}
