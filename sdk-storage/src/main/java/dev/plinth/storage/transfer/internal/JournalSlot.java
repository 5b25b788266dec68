package dev.plinth.storage.transfer.internal;

import dev.plinth.storage.transfer.UploadInUseException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Optional;

/** The place of one upload in a journal: the same file to the same object always has the same. */
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
            Instant now) {
        this.directory = directory;
        this.file = file;
        this.projectUrl = projectUrl;
        this.plan = plan;
        this.source = source;
        this.fingerprint = fingerprint;
        this.startedAt = now;
    }

    static JournalSlot of(
            JournalDirectory directory,
            String projectUrl,
            UploadPlan plan,
            SourceFingerprint print,
            Path source,
            Instant now) {
        Path absolute = source.toAbsolutePath().normalize();
        Path file =
                directory.file(name(projectUrl, plan.at().bucket(), plan.at().key(), absolute.toString()));
        return new JournalSlot(directory, file, projectUrl, plan, absolute, print, now);
    }

    private static String name(String... parts) {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256")
                    .digest(String.join("\n", parts).getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest, 0, NAME_BYTES);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every JDK has SHA-256", e);
        }
    }

    /**
     * Takes the place for this process.
     *
     * @throws UploadInUseException if somebody else has it
     */
    static JournalLocks.Held lock(JournalDirectory directory, Path file, UploadPlan plan) {
        return directory
                .tryLock(file)
                .orElseThrow(() -> new UploadInUseException(
                        plan.says("another process works on this upload, in the journal " + directory.path())));
    }

    JournalLocks.Held lock() {
        return lock(directory, file, plan);
    }

    /** Returns what is written down of an earlier upload of this file to this object. */
    Optional<JournalRecord> read() {
        return JournalDirectory.read(file);
    }

    /** Tells whether that earlier upload is this one; then it keeps the time at which it began. */
    boolean continues(JournalRecord earlier) {
        boolean same = earlier.isOf(plan, fingerprint);
        if (same) {
            startedAt = earlier.startedAt();
        }
        return same;
    }

    /** What a server puts into the query of an upload's URL may be a credential: that is not written down. */
    @Override
    public void save(UploadAddress address, long offset) {
        if (address.query().isEmpty()) {
            directory.write(
                    file,
                    JournalRecord.of(projectUrl, plan, source, fingerprint, address, offset, startedAt)
                            .json());
        }
    }

    @Override
    public void delete() {
        directory.delete(file);
    }
}
