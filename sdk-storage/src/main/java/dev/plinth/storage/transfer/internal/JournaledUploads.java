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

/** Lists and resumes the uploads of a journal. */
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

    private record PendingUploadRecord(
            Path file,
            String projectUrl,
            String bucket,
            String key,
            Path source,
            long offset,
            long size,
            Instant startedAt)
            implements PendingUpload {

        static PendingUploadRecord of(Path file, JournalRecord journalRecord) {
            return new PendingUploadRecord(
                    file,
                    journalRecord.projectUrl(),
                    journalRecord.object().bucket(),
                    journalRecord.object().name(),
                    journalRecord.source(),
                    journalRecord.offset(),
                    journalRecord.fingerprint().size(),
                    journalRecord.startedAt());
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

    private record FailedUploadRecord(Path file, Optional<PendingUpload> upload, PlinthException reason)
            implements FailedUpload {
        @Override
        public String toString() {
            return Description.of("FailedUpload")
                    .add("file", file)
                    .add("upload", upload)
                    .add("reason", reason.getMessage())
                    .toString();
        }
    }

    private record ResumeResultRecord(List<StoredObject> completed, List<FailedUpload> failed) implements ResumeResult {
        @Override
        public String toString() {
            return Description.of("ResumeResult")
                    .add("completed", completed)
                    .add("failed", failed)
                    .toString();
        }
    }

    /** Returns the unfinished uploads. */
    public List<PendingUpload> list() {
        return directory.files().stream()
                .<PendingUpload>flatMap(file ->
                        JournalDirectory.read(file)
                                .map(journalRecord -> PendingUploadRecord.of(file, journalRecord))
                                .stream())
                .toList();
    }

    /** Resumes all uploads. */
    public ResumeResult resumeAll(Connection connection) {
        LiveConnection live = LiveConnection.of(connection);
        List<StoredObject> completed = new ArrayList<>();
        List<FailedUpload> failed = new ArrayList<>();
        for (Path file : directory.files()) {
            Optional<JournalRecord> journalRecord = Optional.empty();
            try {
                journalRecord = JournalDirectory.read(file);
                completed.add(resumeUpload(live, journalRecord.orElseThrow(() -> notAnUpload(file))));
            } catch (CallCancelledException e) {
                throw e;
            } catch (PlinthException e) {
                if (Files.exists(file)) {
                    failed.add(new FailedUploadRecord(
                            file, journalRecord.map(upload -> PendingUploadRecord.of(file, upload)), e));
                }
            }
        }
        return new ResumeResultRecord(List.copyOf(completed), List.copyOf(failed));
    }

    private StoredObject resumeUpload(LiveConnection live, JournalRecord journalRecord) {
        UploadPlan plan = journalRecord.plan();
        if (!journalRecord.projectUrl().equals(live.url().toString())) {
            throw new LocalIOException(
                    plan.message("the upload belongs to another project: " + journalRecord.projectUrl()),
                    "resume it with a client of that project",
                    null);
        }
        if (journalRecord.signed()) {
            throw new LocalIOException(
                    plan.message(
                            "the upload needs the token of a signed upload URL, which the journal does not contain"),
                    "repeat the call that started the upload, with its token",
                    null);
        }
        return UploadHandle.of(live, directory, journalRecord).run();
    }

    private static LocalIOException notAnUpload(Path file) {
        return new LocalIOException(
                "the file is not an upload of this journal, or is incomplete: " + file,
                "delete it if nothing else uses it",
                null);
    }
}
