package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.Content;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.Progress;
import dev.plinth.core.Service;
import dev.plinth.core.internal.connection.Calls;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.content.ObservedContent;
import dev.plinth.storage.StoredObject;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.internal.upload.MediaTypes;
import dev.plinth.storage.internal.upload.UploadRequest;
import dev.plinth.storage.internal.upload.Uploader;
import dev.plinth.storage.transfer.ResumableUploadOptions;
import dev.plinth.storage.transfer.internal.UploadHandle;
import dev.plinth.storage.transfer.internal.local.LocalEntry;
import dev.plinth.storage.transfer.internal.local.UnchangedFile;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * The upload of one file.
 *
 * @param plan the transfer
 * @param path the relative path
 * @param object the object
 * @param file the file
 * @param existing the existing object; null if there is none
 */
record FileUpload(
        DirectoryPlan plan,
        String path,
        ObjectKey object,
        LocalEntry file,
        @Nullable RemoteEntry existing) implements FileWorkers.Job {

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public boolean isUpToDate() {
        return existing != null && SameContent.isSame(file, existing, plan.comparison(), true);
    }

    /** Returns whether the upload may replace an object: only one that was listed. A newer one is a conflict. */
    private boolean upsert() {
        return plan.upsert() && existing != null;
    }

    @Override
    public void transfer(LiveConnection connection, Consumer<Progress> progress) {
        UnchangedFile content = new UnchangedFile(file);
        content.check();
        boolean direct = Calls.address(connection, Service.STORAGE).isPresent();
        StoredObject ignored = direct && file.size() > plan.partSize()
                ? UploadHandle.of(connection, object, Content.ofFile(file.path()), o -> configure(o, progress))
                        .run()
                : uploadWhole(connection, content, progress);
    }

    private void configure(ResumableUploadOptions options, Consumer<Progress> progress) {
        options.upsert(upsert())
                .chunkSize(plan.partSize())
                .verify(plan.verify())
                .onProgress(progress);
        if (plan.maxAge() != null) {
            options.cacheControl(plan.maxAge());
        }
        if (plan.journal() != null) {
            options.journal(plan.journal());
        }
    }

    private StoredObject uploadWhole(LiveConnection connection, UnchangedFile content, Consumer<Progress> progress) {
        String type = MediaTypes.of(object.key(), Content.ofFile(file.path()));
        try {
            return Uploader.upload(
                    connection,
                    object,
                    new ObservedContent(content, progress),
                    sent -> new UploadRequest(sent, type, plan.maxAge(), null, upsert(), plan.verify()));
        } catch (LocalIOException e) {
            content.check();
            throw e;
        }
    }
}
