package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.internal.content.Callbacks;
import dev.plinth.storage.transfer.FileOutcome;
import dev.plinth.storage.transfer.FileStatus;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Consumer;

/** Collects the outcomes of the files, and passes them to the program's listener. */
final class OutcomeLog {

    private final DirectoryPlan plan;
    private final ReentrantLock lock = new ReentrantLock();
    private final ReentrantLock listenerLock = new ReentrantLock();
    private final List<FileOutcome> outcomes = new ArrayList<>();
    private final Map<FileStatus, Long> counts = new EnumMap<>(FileStatus.class);
    private long bytes;
    private boolean listenerFailed;

    OutcomeLog(DirectoryPlan plan) {
        this.plan = plan;
    }

    void add(Outcome outcome) {
        lock.lock();
        try {
            Long ignored = counts.merge(outcome.status(), 1L, Long::sum);
            if (!plan.problemsOnly() || outcome.isProblem()) {
                outcomes.add(outcome);
            }
            if (outcome.status() == FileStatus.TRANSFERRED) {
                bytes += outcome.size();
            }
        } finally {
            lock.unlock();
        }
        notifyListener(outcome);
    }

    /** Calls the listener from one thread at a time, without holding the lock of the outcomes. */
    private void notifyListener(Outcome outcome) {
        Consumer<? super FileOutcome> listener = plan.fileListener();
        if (listener == null) {
            return;
        }
        listenerLock.lock();
        try {
            listenerFailed = listenerFailed || !Callbacks.notifyProgress(() -> listener.accept(outcome));
        } finally {
            listenerLock.unlock();
        }
    }

    long count(FileStatus status) {
        lock.lock();
        try {
            return counts.getOrDefault(status, 0L);
        } finally {
            lock.unlock();
        }
    }

    Report toReport() {
        lock.lock();
        try {
            return new Report(plan, List.copyOf(outcomes), Map.copyOf(counts), bytes);
        } finally {
            lock.unlock();
        }
    }
}
