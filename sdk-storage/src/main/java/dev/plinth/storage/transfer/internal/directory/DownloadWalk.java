package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.storage.internal.api.NameRules;
import dev.plinth.storage.internal.api.ObjectKey;
import dev.plinth.storage.transfer.internal.local.LocalEntry;
import dev.plinth.storage.transfer.internal.local.LocalFolder;
import dev.plinth.storage.transfer.internal.local.SafePaths;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Lists a prefix folder by folder, and finds the objects to download and the extra files. */
final class DownloadWalk {

    private final DirectoryRun run;
    private final DirectoryPlan plan;
    private final UnaryOperator<String> nameFolding;
    private final ExtraFiles extras;
    private final Deque<Folder> pending = new ArrayDeque<>();
    private boolean sourceIsEmpty = true;

    /**
     * A folder to visit.
     *
     * @param local its path
     * @param exists whether it exists in the directory
     * @param path its path relative to the root: empty, or with a slash at its end
     * @param key its key, with a slash at its end
     * @param refusal why its objects cannot be downloaded
     */
    private record Folder(Path local, boolean exists, String path, String key, Optional<String> refusal) {}

    /** The visit of one folder: its local entries, and the names that the bucket's objects and folders use. */
    private static final class FolderVisit {

        private final Folder folder;
        private final Map<String, LocalEntry> local = new HashMap<>();
        private final Set<String> names = new HashSet<>();
        private final List<Folder> subfolders = new ArrayList<>();

        FolderVisit(Folder folder) {
            this.folder = folder;
        }
    }

    DownloadWalk(DirectoryRun run, ExtraFiles extras) {
        this.run = run;
        this.plan = run.plan();
        this.extras = extras;
        this.nameFolding = plan.nameFolding().apply(plan.root());
    }

    /** Visits all folders. */
    void walk(boolean exists) {
        pending.push(new Folder(plan.root(), exists, "", plan.key(""), Optional.empty()));
        while (!pending.isEmpty()) {
            Folder next = pending.pop();
            run.listFolder(next.path(), () -> visit(next));
        }
    }

    boolean sourceIsEmpty() {
        return sourceIsEmpty;
    }

    private void visit(Folder folder) {
        if (folder.refusal().isPresent()) {
            RemoteFolder.forEachObject(
                    run.connection(),
                    plan,
                    folder.key(),
                    object -> refuse(object, folder.refusal().get()));
            return;
        }
        RemoteFolder remote = RemoteFolder.list(run.connection(), plan, folder.key());
        FolderVisit visit = new FolderVisit(folder);
        List<LocalEntry> entries = folder.exists() ? LocalFolder.list(folder.local(), false, null) : List.of();
        entries.forEach(entry -> visit.local.put(nameFolding.apply(entry.name()), entry));
        remote.folders().forEach(key -> folder(visit, key));
        remote.objects().values().forEach(object -> object(visit, object));
        extras.collect(
                entries.stream()
                        .filter(entry -> !visit.names.contains(nameFolding.apply(entry.name())))
                        .toList(),
                folder.path());
        for (int i = visit.subfolders.size() - 1; i >= 0; i--) {
            pending.push(visit.subfolders.get(i));
        }
    }

    private void refuse(RemoteEntry object, String reason) {
        sourceIsEmpty = false;
        run.refuse(run.path(object.key()).orElse(object.key()), object.size().orElse(0), reason);
    }

    /** Returns the name of an object or folder within its folder; empty if the codec cannot create its key. */
    private Optional<String> name(Folder folder, String key) {
        return run.path(key.endsWith("/") ? key.substring(0, key.length() - 1) : key)
                .filter(path -> path.startsWith(folder.path()))
                .map(path -> path.substring(folder.path().length()))
                .filter(name -> name.indexOf('/') < 0);
    }

    private void folder(FolderVisit visit, String key) {
        sourceIsEmpty = false;
        Optional<String> name = name(visit.folder, key);
        String path = visit.folder.path() + name.orElse("");
        if (name.isEmpty()) {
            visit.subfolders.add(new Folder(visit.folder.local(), false, key, key, Optional.of(NOT_ENCODED)));
            return;
        }
        if (plan.filter().excludes(path)) {
            return;
        }
        boolean nameTaken = !visit.names.add(nameFolding.apply(name.get()));
        LocalEntry local = visit.local.get(nameFolding.apply(name.get()));
        Optional<String> refusal = SafePaths.refusal(visit.folder.local(), name.get())
                .or(() -> nameTaken ? Optional.of(CASE_CONFLICT) : obstacle(local, true));
        Path target = refusal.isPresent()
                ? visit.folder.local()
                : visit.folder.local().resolve(name.get());
        visit.subfolders.add(new Folder(target, local != null, path + "/", key, refusal));
    }

    private static final String NOT_ENCODED = "the key codec cannot create this key";
    private static final String CASE_CONFLICT = "another name differs only by case, which this file system ignores";
    private static final String FOLDER_CONFLICT = "a folder has the same name";

    private void object(FolderVisit visit, RemoteEntry object) {
        Optional<String> name = name(visit.folder, object.key());
        if (name.isEmpty() || object.key().endsWith("/")) {
            refuse(object, name.isEmpty() ? NOT_ENCODED : "the key ends with a slash");
            return;
        }
        sourceIsEmpty = false;
        String path = visit.folder.path() + name.get();
        if (!plan.filter().accepts(path)) {
            return;
        }
        boolean nameTaken = !visit.names.add(nameFolding.apply(name.get()));
        LocalEntry local = visit.local.get(nameFolding.apply(name.get()));
        Optional<String> refusal = SafePaths.refusal(visit.folder.local(), name.get())
                .or(() -> nameTaken
                        ? Optional.of(isFolder(visit, name.get()) ? FOLDER_CONFLICT : CASE_CONFLICT)
                        : obstacle(local, false))
                .or(() -> invalidKey(object.key()));
        if (refusal.isPresent()) {
            refuse(object, refusal.get());
            return;
        }
        ObjectKey objectKey = new ObjectKey(plan.bucket(), plan.prefix() + path, object.key());
        run.workers()
                .submit(new FileDownload(
                        plan, path, objectKey, object, visit.folder.local().resolve(name.get()), local));
    }

    private boolean isFolder(FolderVisit visit, String name) {
        return visit.subfolders.stream()
                .anyMatch(subfolders -> nameFolding
                        .apply(subfolders.path())
                        .equals(nameFolding.apply(visit.folder.path() + name + "/")));
    }

    private static Optional<String> obstacle(@Nullable LocalEntry local, boolean folder) {
        if (local == null || (folder ? local.isFolder() : local.isFile())) {
            return Optional.empty();
        }
        return Optional.of(
                switch (local.kind()) {
                    case FILE -> "the directory has a file of the same name";
                    case FOLDER -> "the directory has a folder of the same name";
                    case LINK, BROKEN_LINK ->
                        "the directory has a symbolic link of the same name, which is not followed";
                    case TEMPORARY, OTHER -> "the directory has another kind of file of the same name";
                });
    }

    private static Optional<String> invalidKey(String key) {
        try {
            String ignored = NameRules.checkKey(key);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
