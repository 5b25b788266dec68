package dev.plinth.storage.transfer.internal;

import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Connection;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.text.Description;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.transfer.FailedUpload;
import dev.plinth.storage.transfer.PendingUpload;
import dev.plinth.storage.transfer.ResumeResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The uploads of a journal, as programs see them. */
public final class JournaledUploads {

    private final JournalDirectory directory;

    private JournaledUploads(JournalDirectory directory) {
        this.directory = directory;
    }

    /** Returns the uploads of a journal. */
    public static JournaledUploads of(Path directory) {
        return new JournaledUploads(new JournalDirectory(directory));
    }

    /** Returns the directory. */
    public Path directory() {
        return directory.path();
    }

    private record Pending(
            Path file,
            String projectUrl,
            String bucket,
            String key,
            Path source,
            long offset,
            long size,
            Instant startedAt)
            implements PendingUpload {

        static Pending of(Path file, JournalRecord journaled) {
            return new Pending(
                    file,
                    journaled.projectUrl(),
                    journaled.at().bucket(),
                    journaled.at().name(),
                    journaled.source(),
                    journaled.offset(),
                    journaled.fingerprint().size(),
                    journaled.startedAt());
        }

        @Override
        public String toString() {
            return Description.of("PendingUpload")
                    .add("bucket", bucket)
                    .add("key", key)
                    .add("source", source)
                    .add(offset + " of " + size + " bytes")
                    .toString();
        }
    }

    private record Failed(Path file, Optional<PendingUpload> upload, PlinthException reason) implements FailedUpload {
        @Override
        public String toString() {
            return Description.of("FailedUpload")
                    .add("file", file)
                    .add("upload", upload)
                    .add("reason", reason.getMessage())
                    .toString();
        }
    }

    private record Result(List<StoredObject> completed, List<FailedUpload> failed) implements ResumeResult {
        @Override
        public String toString() {
            return Description.of("ResumeResult")
                    .add("completed", completed)
                    .add("failed", failed)
                    .toString();
        }
    }

    /** Returns the uploads that have not ended. */
    public List<PendingUpload> list() {
        return directory.files().stream()
                .<PendingUpload>flatMap(
                        file -> JournalDirectory.read(file).map(journaled -> Pending.of(file, journaled)).stream())
                .toList();
    }

    /** Continues all uploads. */
    public ResumeResult resumeAll(Connection connection) {
        LiveConnection live = LiveConnection.of(connection);
        List<StoredObject> completed = new ArrayList<>();
        List<FailedUpload> failed = new ArrayList<>();
        for (Path file : directory.files()) {
            Optional<JournalRecord> journaled = Optional.empty();
            try {
                journaled = JournalDirectory.read(file);
                completed.add(resume(live, journaled.orElseThrow(() -> foreign(file))));
            } catch (CallCancelledException e) {
                throw e;
            } catch (PlinthException e) {
                if (Files.exists(file)) {
                    failed.add(new Failed(file, journaled.map(known -> Pending.of(file, known)), e));
                }
            }
        }
        return new Result(List.copyOf(completed), List.copyOf(failed));
    }

    private StoredObject resume(LiveConnection live, JournalRecord journaled) {
        UploadPlan plan = journaled.plan();
        if (!journaled.projectUrl().equals(live.url().toString())) {
            throw new LocalIOException(
                    plan.says("the upload goes to another project: " + journaled.projectUrl()),
                    "resume it with a client of that project",
                    null);
        }
        if (journaled.signed()) {
            throw new LocalIOException(
                    plan.says("the upload needs the token of a signed upload, which a journal does not hold"),
                    "repeat the call that began it, with its token",
                    null);
        }
        return UploadHandle.of(live, directory, journaled).run();
    }

    private static LocalIOException foreign(Path file) {
        return new LocalIOException(
                "the file is not an upload of this journal, or is incomplete: " + file,
                "delete it if nothing else uses it",
                null);
    }
}
