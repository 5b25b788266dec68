package dev.plinth.storage.transfer.internal;

import dev.plinth.core.Content;
import dev.plinth.core.Progress;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.upload.MediaTypes;
import dev.plinth.storage.internal.upload.ReplaceOperations;
import dev.plinth.storage.internal.upload.UploadRequest;
import dev.plinth.storage.transfer.Fingerprint;
import dev.plinth.storage.transfer.LostUpload;
import dev.plinth.storage.transfer.ResumableUploadOptions;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a resumable upload. */
public final class UploadSettings implements ResumableUploadOptions {

    /** The chunk size of supabase-js, which the server's documentation requires. */
    private static final int DEFAULT_CHUNK_SIZE = 6 * 1024 * 1024;

    private static final int DEFAULT_MAX_ATTEMPTS = 10;

    private @Nullable String contentType;
    private @Nullable Duration maxAge;
    private @Nullable Map<String, ?> metadata;
    private @Nullable Consumer<? super Progress> listener;
    private @Nullable Path journal;
    private @Nullable Secret token;
    private boolean upsert;
    private int chunkSize = DEFAULT_CHUNK_SIZE;
    private int maxAttempts = DEFAULT_MAX_ATTEMPTS;
    private IntegrityCheck verify = IntegrityCheck.AUTO;
    private LostUpload whenLost = LostUpload.RESTART;
    private Fingerprint fingerprint = Fingerprint.SAMPLE;

    @Override
    public UploadSettings contentType(String type) {
        this.contentType = Arguments.required(type, "type");
        return this;
    }

    @Override
    public UploadSettings upsert(boolean replace) {
        this.upsert = replace;
        return this;
    }

    @Override
    public UploadSettings cacheControl(Duration time) {
        if (Arguments.required(time, "time").isNegative()) {
            throw new IllegalArgumentException("the max-age must not be negative: " + time);
        }
        this.maxAge = time;
        return this;
    }

    @Override
    public UploadSettings metadata(Map<String, ?> values) {
        this.metadata = new LinkedHashMap<>(Arguments.required(values, "values"));
        return this;
    }

    @Override
    public UploadSettings chunkSize(int bytes) {
        this.chunkSize = atLeastOne("chunkSize", bytes);
        return this;
    }

    @Override
    public UploadSettings onProgress(Consumer<? super Progress> progressListener) {
        this.listener = Arguments.required(progressListener, "listener");
        return this;
    }

    @Override
    public UploadSettings verify(IntegrityCheck check) {
        this.verify = Arguments.required(check, "check");
        return this;
    }

    @Override
    public UploadSettings maxAttempts(int attempts) {
        this.maxAttempts = atLeastOne("maxAttempts", attempts);
        return this;
    }

    @Override
    public UploadSettings whenLost(LostUpload policy) {
        this.whenLost = Arguments.required(policy, "policy");
        return this;
    }

    @Override
    public UploadSettings journal(Path directory) {
        this.journal = Arguments.required(directory, "directory");
        return this;
    }

    @Override
    public UploadSettings fingerprint(Fingerprint kind) {
        this.fingerprint = Arguments.required(kind, "kind");
        return this;
    }

    @Override
    public UploadSettings signedUploadToken(Secret secret) {
        this.token = Arguments.required(secret, "token");
        return this;
    }

    private static int atLeastOne(String name, int value) {
        if (value < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + value);
        }
        return value;
    }

    UploadPlan plan(ObjectKey object, Content content) {
        String type = contentType != null ? contentType : MediaTypes.of(object.key(), content);
        UploadRequest upload = new UploadRequest(content, type, maxAge, metadata, upsert, verify);
        return new UploadPlan(
                object,
                ReplaceOperations.metadata(object, upload),
                upsert,
                token,
                chunkSize,
                verify,
                maxAttempts,
                whenLost,
                listener);
    }

    @Nullable
    Path journal() {
        return journal;
    }

    Fingerprint fingerprint() {
        return fingerprint;
    }
}
