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

/** Goes through a directory, folder by folder, and finds what has to be uploaded and which objects are extra. */
final class UploadWalk {

    private final DirectoryRun run;
    private final DirectoryPlan plan;
    private final Deque<Folder> open = new ArrayDeque<>();
    private final List<ExtraObjects.Extra> extras = new ArrayList<>();
    private boolean sourceIsEmpty = true;

    /**
     * A folder to go through.
     *
     * @param local its path
     * @param path its path relative to the root: empty, or with a slash at its end
     * @param there whether the bucket has objects in it
     * @param above the real paths of it and the folders that contain it; only if links are followed
     */
    private record Folder(Path local, String path, boolean there, List<Path> above) {}

    /** One visit: the keys that belong to local names, whatever they are. */
    private static final class Visit {

        private final Folder folder;
        private final RemoteFolder remote;
        private final Set<String> keys = new HashSet<>();
        private final List<Folder> below = new ArrayList<>();

        Visit(Folder folder, RemoteFolder remote) {
            this.folder = folder;
            this.remote = remote;
        }
    }

    UploadWalk(DirectoryRun run) {
        this.run = run;
        this.plan = run.plan();
    }

    /** Goes through all folders. */
    void walk() {
        open.push(new Folder(plan.root(), "", true, plan.followLinks() ? List.of(real(plan.root())) : List.of()));
        while (!open.isEmpty()) {
            Folder next = open.pop();
            run.listing(next.path(), () -> visit(next));
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
        RemoteFolder remote = folder.there() ? RemoteFolder.list(run.view(), plan, key) : RemoteFolder.empty();
        Visit visit = new Visit(folder, remote);
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
        for (int i = visit.below.size() - 1; i >= 0; i--) {
            open.push(visit.below.get(i));
        }
    }

    private void folder(Visit visit, LocalEntry entry, String path) {
        Optional<String> key = validKey(path + "/");
        key.ifPresent(visit.keys::add);
        if (plan.filter().excludes(path)) {
            return;
        }
        List<Path> above = visit.folder.above();
        if (plan.followLinks()) {
            Path real = real(entry.path());
            if (above.contains(real)) {
                run.refuse(path, 0, "a symbolic link to a folder that contains it");
                return;
            }
            above = new ArrayList<>(above);
            above.add(real);
        }
        boolean there = key.isPresent() && visit.remote.folders().contains(key.get());
        visit.below.add(new Folder(entry.path(), path + "/", there, above));
    }

    private void file(Visit visit, LocalEntry entry, String path) {
        validKey(path).ifPresent(visit.keys::add);
        if (!entry.isFile()) {
            // It may lead to a folder: what the bucket has there does not count as extra.
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
            ObjectKey at = ObjectKey.toWrite(plan.bucket(), plan.prefix() + path, plan.codec());
            run.workers()
                    .submit(new FileUpload(
                            plan, path, at, entry, visit.remote.objects().get(at.key())));
        } catch (IllegalArgumentException e) {
            run.refuse(path, entry.size(), String.valueOf(e.getMessage()));
        }
    }

    /** Returns the key of a name; empty if the server accepts no such key. */
    private Optional<String> validKey(String path) {
        try {
            return Optional.of(NameRules.prefix(plan.key(path)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void extras(Visit visit) {
        visit.remote.objects().values().stream()
                .filter(object -> !visit.keys.contains(object.key()))
                .forEach(this::extra);
        for (String folder : visit.remote.folders()) {
            if (!visit.keys.contains(folder)) {
                run.listing(
                        run.path(folder).orElse(folder), () -> RemoteFolder.all(run.view(), plan, folder, this::extra));
            }
        }
    }

    private void extra(RemoteEntry object) {
        Optional<String> path = run.path(object.key());
        if (path.isEmpty()) {
            run.refuse(object.key(), object.size().orElse(0), "not deleted: the codec does not make such keys");
        } else if (!path.get().isEmpty()
                && !path.get().endsWith("/")
                && plan.filter().acceptsWithFolders(path.get())) {
            extras.add(new ExtraObjects.Extra(
                    path.get(), object.key(), object.size().orElse(0)));
        }
    }

    private static Path real(Path folder) {
        try {
            return folder.toRealPath();
        } catch (IOException e) {
            throw new LocalIOException("the directory cannot be read: " + folder, null, e);
        }
    }
}
