package dev.plinth.storage.transfer.internal;

import dev.plinth.storage.transfer.UploadInUseException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The entry of one upload in a journal, identified by the project, the object and the file. */
final class JournalSlot implements UploadJournal {

    private static final int NAME_BYTES = 20;

    private final JournalDirectory directory;
    private final Path file;
    private final String projectUrl;
    private final UploadPlan plan;
    private final Path source;
    private final SourceFingerprint fingerprint;
    private Instant startedAt;

    private JournalSlot(
            JournalDirectory directory,
            Path file,
            String projectUrl,
            UploadPlan plan,
            Path source,
            SourceFingerprint fingerprint,
            Instant startedAt) {
        this.directory = directory;
        this.file = file;
        this.projectUrl = projectUrl;
        this.plan = plan;
        this.source = source;
        this.fingerprint = fingerprint;
        this.startedAt = startedAt;
    }

    static JournalSlot of(
            JournalDirectory directory,
            String projectUrl,
            UploadPlan plan,
            SourceFingerprint fingerprint,
            Path source,
            Instant startedAt) {
        Path absolute = source.toAbsolutePath().normalize();
        Path file = directory.file(
                name(projectUrl, plan.object().bucket(), plan.object().key(), absolute.toString()));
        return new JournalSlot(directory, file, projectUrl, plan, absolute, fingerprint, startedAt);
    }

    private static String name(String... fields) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", fields).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Locks the entry.
     *
     * @throws UploadInUseException if another process or thread has locked it
     */
    static JournalLocks.JournalLock lock(JournalDirectory directory, Path file, UploadPlan plan) {
        return directory
                .tryLock(file)
                .orElseThrow(() -> new UploadInUseException(plan.message(
                        "another process or thread is working on this upload of the journal " + directory.path())));
    }

    JournalLocks.JournalLock lock() {
        return lock(directory, file, plan);
    }

    /** Reads the record of an earlier upload of this file to this object; empty if there is none. */
    Optional<JournalRecord> read() {
        return JournalDirectory.read(file);
    }

    /** Returns whether this upload can resume an earlier one. Then it keeps the time when that one was started. */
    boolean resumes(JournalRecord earlier) {
        boolean same = earlier.matches(plan, fingerprint);
        if (same) {
            startedAt = earlier.startedAt();
        }
        return same;
    }

    /** Saves the upload, unless its URL has a query, which may contain a credential. */
    @Override
    public void save(UploadAddress address, long offset) {
        if (address.query().isEmpty()) {
            directory.write(
                    file,
                    JournalRecord.of(projectUrl, plan, source, fingerprint, address, offset, startedAt)
                            .toJson());
        }
    }

    @Override
    public void delete() {
        directory.delete(file);
    }
}
