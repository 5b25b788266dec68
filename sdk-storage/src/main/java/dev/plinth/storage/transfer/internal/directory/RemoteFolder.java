package dev.plinth.storage.transfer.internal.directory;

import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.ListedObject;
import dev.plinth.storage.internal.list.ObjectListing;
import dev.plinth.storage.internal.list.ObjectQuery;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Consumer;

/**
 * One folder of a bucket.
 *
 * @param objects its objects by key
 * @param folders the keys of its folders, with a slash at the end
 */
record RemoteFolder(SortedMap<String, RemoteEntry> objects, SortedSet<String> folders) {

    private static final int PAGE_SIZE = 1000;

    /** Returns a folder that has no objects. */
    static RemoteFolder empty() {
        return new RemoteFolder(new TreeMap<>(), new TreeSet<>());
    }

    /**
     * Lists a folder.
     *
     * @param prefix its key, with a slash at the end; empty for the top level
     */
    static RemoteFolder list(LiveConnection connection, DirectoryPlan plan, String prefix) {
        RemoteFolder folder = empty();
        for (ListedObject listed : listObjects(connection, plan, prefix, false)) {
            String key = listed.key();
            int slash = key.indexOf('/', prefix.length());
            boolean nested = slash >= 0 && !(listed.isFolder() && slash == key.length() - 1);
            checkInFolder(plan, prefix, key, nested);
            if (listed.isFolder()) {
                folder.folders.add(key);
            } else {
                folder.objects.put(key, RemoteEntry.of(listed));
            }
        }
        return folder;
    }

    /** Passes all objects below a folder to an action, page by page. */
    static void forEachObject(
            LiveConnection connection, DirectoryPlan plan, String prefix, Consumer<RemoteEntry> action) {
        for (ListedObject listed : listObjects(connection, plan, prefix, true)) {
            checkInFolder(plan, prefix, listed.key(), false);
            action.accept(RemoteEntry.of(listed));
        }
    }

    private static Iterable<ListedObject> listObjects(
            LiveConnection connection, DirectoryPlan plan, String prefix, boolean recursive) {
        ObjectQuery query = new ObjectQuery(prefix, null, "name", false, recursive, PAGE_SIZE, null);
        return ObjectListing.of(connection, plan.bucket(), KeyCodec.plain(), query.validated());
    }

    /** Checks that a listed key is in the folder. Otherwise an object elsewhere could be transferred or deleted. */
    private static void checkInFolder(DirectoryPlan plan, String prefix, String key, boolean nested) {
        if (nested || !key.startsWith(prefix)) {
            throw new ResponseFormatException(
                    plan.name() + ": the list of the folder \"" + prefix + "\" contains the key \"" + key
                            + "\", which is not in this folder " + plan.describe(),
                    null,
                    null);
        }
    }
}
