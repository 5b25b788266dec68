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

/** Goes through a prefix, folder by folder, and finds what has to be downloaded and which files are extra. */
final class DownloadWalk {

    private final DirectoryRun run;
    private final DirectoryPlan plan;
    private final UnaryOperator<String> folding;
    private final ExtraFiles extras;
    private final Deque<Folder> open = new ArrayDeque<>();
    private boolean sourceIsEmpty = true;

    /**
     * A folder to go through.
     *
     * @param local its path
     * @param exists whether the directory has it
     * @param path its path relative to the root: empty, or with a slash at its end
     * @param key its key, with a slash at its end
     * @param refusal why nothing in it can be downloaded
     */
    private record Folder(Path local, boolean exists, String path, String key, Optional<String> refusal) {}

    /** One visit: what is there locally, and the names that the bucket uses. */
    private static final class Visit {

        private final Folder folder;
        private final Map<String, LocalEntry> local = new HashMap<>();
        private final Set<String> names = new HashSet<>();
        private final List<Folder> below = new ArrayList<>();

        Visit(Folder folder) {
            this.folder = folder;
        }
    }

    DownloadWalk(DirectoryRun run, ExtraFiles extras) {
        this.run = run;
        this.plan = run.plan();
        this.extras = extras;
        this.folding = plan.folding().apply(plan.root());
    }

    /** Goes through all folders. */
    void walk(boolean exists) {
        open.push(new Folder(plan.root(), exists, "", plan.key(""), Optional.empty()));
        while (!open.isEmpty()) {
            Folder next = open.pop();
            run.listing(next.path(), () -> visit(next));
        }
    }

    boolean sourceIsEmpty() {
        return sourceIsEmpty;
    }

    private void visit(Folder folder) {
        if (folder.refusal().isPresent()) {
            RemoteFolder.all(
                    run.view(),
                    plan,
                    folder.key(),
                    object -> refuse(object, folder.refusal().get()));
            return;
        }
        RemoteFolder remote = RemoteFolder.list(run.view(), plan, folder.key());
        Visit visit = new Visit(folder);
        List<LocalEntry> entries = folder.exists() ? LocalFolder.list(folder.local(), false, null) : List.of();
        entries.forEach(entry -> visit.local.put(folding.apply(entry.name()), entry));
        remote.folders().forEach(key -> folder(visit, key));
        remote.objects().values().forEach(object -> object(visit, object));
        extras.collect(
                entries.stream()
                        .filter(entry -> !visit.names.contains(folding.apply(entry.name())))
                        .toList(),
                folder.path());
        for (int i = visit.below.size() - 1; i >= 0; i--) {
            open.push(visit.below.get(i));
        }
    }

    private void refuse(RemoteEntry object, String reason) {
        sourceIsEmpty = false;
        run.refuse(run.path(object.key()).orElse(object.key()), object.size().orElse(0), reason);
    }

    /** Returns the name of an object or folder within the folder; empty if the codec did not make its key. */
    private Optional<String> name(Folder folder, String key) {
        return run.path(key.endsWith("/") ? key.substring(0, key.length() - 1) : key)
                .filter(path -> path.startsWith(folder.path()))
                .map(path -> path.substring(folder.path().length()))
                .filter(name -> name.indexOf('/') < 0);
    }

    private void folder(Visit visit, String key) {
        sourceIsEmpty = false;
        Optional<String> name = name(visit.folder, key);
        String path = visit.folder.path() + name.orElse("");
        if (name.isEmpty()) {
            visit.below.add(new Folder(visit.folder.local(), false, key, key, Optional.of(OTHER_CODEC)));
            return;
        }
        if (plan.filter().excludes(path)) {
            return;
        }
        boolean taken = !visit.names.add(folding.apply(name.get()));
        LocalEntry local = visit.local.get(folding.apply(name.get()));
        Optional<String> refusal = SafePaths.refusal(visit.folder.local(), name.get())
                .or(() -> taken ? Optional.of(CASE) : obstacle(local, true));
        Path target = refusal.isPresent()
                ? visit.folder.local()
                : visit.folder.local().resolve(name.get());
        visit.below.add(new Folder(target, local != null, path + "/", key, refusal));
    }

    private static final String OTHER_CODEC = "the codec does not make such keys";
    private static final String CASE = "another name is the same on this file system, which ignores case";
    private static final String FOLDER = "a folder has the same name";

    private void object(Visit visit, RemoteEntry object) {
        Optional<String> name = name(visit.folder, object.key());
        if (name.isEmpty() || object.key().endsWith("/")) {
            refuse(object, name.isEmpty() ? OTHER_CODEC : "the key ends with a slash");
            return;
        }
        sourceIsEmpty = false;
        String path = visit.folder.path() + name.get();
        if (!plan.filter().accepts(path)) {
            return;
        }
        boolean taken = !visit.names.add(folding.apply(name.get()));
        LocalEntry local = visit.local.get(folding.apply(name.get()));
        Optional<String> refusal = SafePaths.refusal(visit.folder.local(), name.get())
                .or(() -> taken ? Optional.of(isFolder(visit, name.get()) ? FOLDER : CASE) : obstacle(local, false))
                .or(() -> invalid(object.key()));
        if (refusal.isPresent()) {
            refuse(object, refusal.get());
            return;
        }
        ObjectKey at = new ObjectKey(plan.bucket(), plan.prefix() + path, object.key());
        run.workers()
                .submit(new FileDownload(
                        plan, path, at, object, visit.folder.local().resolve(name.get()), local));
    }

    private boolean isFolder(Visit visit, String name) {
        return visit.below.stream()
                .anyMatch(below -> folding.apply(below.path()).equals(folding.apply(visit.folder.path() + name + "/")));
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

    private static Optional<String> invalid(String key) {
        try {
            String ignored = NameRules.key(key);
            return Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.ofNullable(e.getMessage());
        }
    }
}
