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
 * @param at the object
 * @param file the file
 * @param there the object that is there; null if there is none
 */
record FileUpload(
        DirectoryPlan plan,
        String path,
        ObjectKey at,
        LocalEntry file,
        @Nullable RemoteEntry there) implements FileWorkers.Job {

    @Override
    public long size() {
        return file.size();
    }

    @Override
    public boolean isSame() {
        return there != null && SameContent.isSame(file, there, plan.comparison(), true);
    }

    /** Only what was listed is replaced: what somebody else has stored meanwhile is a conflict. */
    private boolean upsert() {
        return plan.replace() && there != null;
    }

    @Override
    public void transfer(LiveConnection view, Consumer<Progress> progress) {
        UnchangedFile content = new UnchangedFile(file);
        content.check();
        boolean direct = Calls.address(view, Service.STORAGE).isPresent();
        StoredObject ignored = direct && file.size() > plan.partSize()
                ? UploadHandle.of(view, at, Content.ofFile(file.path()), o -> configure(o, progress))
                        .run()
                : whole(view, content, progress);
    }

    private void configure(ResumableUploadOptions options, Consumer<Progress> progress) {
        options.upsert(upsert())
                .chunkSize(plan.partSize())
                .verify(plan.verify())
                .onProgress(progress);
        if (plan.cacheFor() != null) {
            options.cacheControl(plan.cacheFor());
        }
        if (plan.journal() != null) {
            options.journal(plan.journal());
        }
    }

    private StoredObject whole(LiveConnection view, UnchangedFile content, Consumer<Progress> progress) {
        String type = MediaTypes.of(at.key(), Content.ofFile(file.path()));
        try {
            return Uploader.upload(
                    view,
                    at,
                    new ObservedContent(content, progress),
                    sent -> new UploadRequest(sent, type, plan.cacheFor(), null, upsert(), plan.verify()));
        } catch (LocalIOException e) {
            content.check();
            throw e;
        }
    }
}
