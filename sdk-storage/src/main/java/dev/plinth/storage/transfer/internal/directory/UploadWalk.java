package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.LocalIOException;
import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.transfer.internal.local.LocalEntry;
import dev.plinth.storage.transfer.internal.local.LocalFolder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists a directory folder by folder, and finds the files to upload and the extra objects. */
final class UploadWalk {

    private final DirectoryRun run;
    private final DirectoryPlan plan;
    private final Deque<Folder> pending = new ArrayDeque<>();
    private final List<ExtraObjects.Extra> extras = new ArrayList<>();
    private boolean sourceIsEmpty = true;

    /**
     * A folder to visit.
     *
     * @param local its path
     * @param path its path relative to the root: empty, or with a slash at its end
     * @param existsInBucket whether the bucket has objects in this folder
     * @param parents the real paths of this folder and the folders that contain it; empty unless links are followed
     */
    private record Folder(Path local, String path, boolean existsInBucket, List<Path> parents) {}

    /** The visit of one folder: the bucket's content, and the keys of all local entries of any kind. */
    private static final class FolderVisit {

        private final Folder folder;
        private final RemoteFolder remote;
        private final Set<String> keys = new HashSet<>();
        private final List<Folder> subfolders = new ArrayList<>();

        FolderVisit(Folder folder, RemoteFolder remote) {
            this.folder = folder;
            this.remote = remote;
        }
    }

    UploadWalk(DirectoryRun run) {
        this.run = run;
        this.plan = run.plan();
    }

    /** Visits all folders. */
    void walk() {
        pending.push(
                new Folder(plan.root(), "", true, plan.followLinks() ? List.of(toRealPath(plan.root())) : List.of()));
        while (!pending.isEmpty()) {
            Folder next = pending.pop();
            run.listFolder(next.path(), () -> visit(next));
        }
    }

    List<ExtraObjects.Extra> extras() {
        return extras;
    }

    boolean sourceIsEmpty() {
        return sourceIsEmpty;
    }

    private void visit(Folder folder) {
        List<LocalEntry> entries = LocalFolder.list(folder.local(), plan.followLinks(), plan.journal());
        String key = plan.key(folder.path());
        RemoteFolder remote =
                folder.existsInBucket() ? RemoteFolder.list(run.connection(), plan, key) : RemoteFolder.empty();
        FolderVisit visit = new FolderVisit(folder, remote);
        for (LocalEntry entry : entries) {
            String path = folder.path() + entry.name();
            if (entry.isFolder()) {
                folder(visit, entry, path);
            } else {
                file(visit, entry, path);
            }
        }
        if (plan.deleteExtra()) {
            extras(visit);
        }
        for (int i = visit.subfolders.size() - 1; i >= 0; i--) {
            pending.push(visit.subfolders.get(i));
        }
    }

    private void folder(FolderVisit visit, LocalEntry entry, String path) {
        Optional<String> key = validKey(path + "/");
        key.ifPresent(visit.keys::add);
        if (plan.filter().excludes(path)) {
            return;
        }
        List<Path> parents = visit.folder.parents();
        if (plan.followLinks()) {
            Path realPath = toRealPath(entry.path());
            if (parents.contains(realPath)) {
                run.refuse(path, 0, "a symbolic link to a folder that contains it");
                return;
            }
            parents = new ArrayList<>(parents);
            parents.add(realPath);
        }
        boolean existsInBucket = key.isPresent() && visit.remote.folders().contains(key.get());
        visit.subfolders.add(new Folder(entry.path(), path + "/", existsInBucket, parents));
    }

    private void file(FolderVisit visit, LocalEntry entry, String path) {
        validKey(path).ifPresent(visit.keys::add);
        if (!entry.isFile()) {
            // It may be a link to a folder: the bucket's objects in this folder are not extra.
            validKey(path + "/").ifPresent(visit.keys::add);
        }
        sourceIsEmpty &= !entry.isFile();
        if (!plan.filter().accepts(path)) {
            return;
        }
        if (!entry.isFile()) {
            run.refuse(path, 0, entry.kind().refusal());
            return;
        }
        try {
            ObjectKey object = ObjectKey.writable(plan.bucket(), plan.prefix() + path, plan.codec());
            run.workers()
                    .submit(new FileUpload(
                            plan, path, object, entry, visit.remote.objects().get(object.key())));
        } catch (IllegalArgumentException e) {
            run.refuse(path, entry.size(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns the key for a path; empty if the server does not accept it. */
    private Optional<String> validKey(String path) {
        try {
            return Optional.of(NameRules.checkPrefix(plan.key(path)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void extras(FolderVisit visit) {
        visit.remote.objects().values().stream()
                .filter(object -> !visit.keys.contains(object.key()))
                .forEach(this::extra);
        for (String folder : visit.remote.folders()) {
            if (!visit.keys.contains(folder)) {
                run.listFolder(
                        run.path(folder).orElse(folder),
                        () -> RemoteFolder.forEachObject(run.connection(), plan, folder, this::extra));
            }
        }
    }

    private void extra(RemoteEntry object) {
        Optional<String> path = run.path(object.key());
        if (path.isEmpty()) {
            run.refuse(object.key(), object.size().orElse(0), "not deleted: the key codec cannot create this key");
        } else if (!path.get().isEmpty()
                && !path.get().endsWith("/")
                && plan.filter().acceptsWithFolders(path.get())) {
            extras.add(new ExtraObjects.Extra(
                    path.get(), object.key(), object.size().orElse(0)));
        }
    }

    private static Path toRealPath(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new LocalIOException("the directory cannot be read: " + folder, null, e);
        }
    }
}
