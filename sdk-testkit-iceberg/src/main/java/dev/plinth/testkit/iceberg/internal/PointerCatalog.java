package dev.plinth.testkit.iceberg.internal;

import java.io.Closeable;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.apache.iceberg.BaseMetastoreCatalog;
import org.apache.iceberg.CatalogUtil;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.TableOperations;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.SupportsNamespaces;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/**
 * A catalog with namespaces of one level that keeps, for each table, the location of its current metadata file. All
 * else is done by Iceberg's own classes. Iceberg's in-memory catalog would keep the metadata files in memory too.
 */
final class PointerCatalog extends BaseMetastoreCatalog implements SupportsNamespaces, Closeable {

    private final ReentrantLock lock = new ReentrantLock();
    private final ConcurrentMap<String, Map<String, String>> namespaces = new ConcurrentSkipListMap<>();
    private final ConcurrentMap<String, String> pointers = new ConcurrentSkipListMap<>();

    private @Nullable FileIO io;
    private String warehouse = "";

    @Override
    public void initialize(String name, Map<String, String> properties) {
        super.initialize(name, properties);
        warehouse = properties.getOrDefault("warehouse", "");
        io = CatalogUtil.loadFileIO(properties.getOrDefault("io-impl", ""), properties, null);
    }

    @Override
    protected TableOperations newTableOps(TableIdentifier table) {
        return new PointerOperations(this, table, files());
    }

    @Override
    protected String defaultWarehouseLocation(TableIdentifier table) {
        return warehouse + "/" + table.namespace() + "/" + table.name();
    }

    /** The location of a table's current metadata file; null if there is no such table. */
    @Nullable
    String pointer(TableIdentifier table) {
        return pointers.get(table.toString());
    }

    /** Moves a table's pointer, if it still is where it was; null stands for a table that does not exist. */
    boolean move(TableIdentifier table, @Nullable String from, String to) {
        return locked(() -> {
            requireNamespace(table.namespace());
            String key = table.toString();
            return from == null ? pointers.putIfAbsent(key, to) == null : pointers.replace(key, from, to);
        });
    }

    @Override
    public List<TableIdentifier> listTables(Namespace namespace) {
        requireNamespace(namespace);
        String prefix = namespace + ".";
        return pointers.keySet().stream()
                .filter(key -> key.startsWith(prefix))
                .map(key -> TableIdentifier.of(namespace, key.substring(prefix.length())))
                .toList();
    }

    @Override
    public boolean dropTable(TableIdentifier table, boolean purge) {
        @Nullable TableMetadata last = purge ? newTableOps(table).current() : null;
        if (pointers.remove(table.toString()) == null) {
            return false;
        }
        if (last != null) {
            CatalogUtil.dropTableData(files(), last);
        }
        return true;
    }

    @Override
    public void renameTable(TableIdentifier from, TableIdentifier to) {
        throw new UnsupportedOperationException("The server does not rename tables");
    }

    @Override
    public void createNamespace(Namespace namespace, Map<String, String> metadata) {
        // Not an immutable map of the JDK: Iceberg asks it whether it has a null key.
        Map<String, String> copy = Collections.unmodifiableMap(new LinkedHashMap<>(metadata));
        if (namespaces.putIfAbsent(namespace.toString(), copy) != null) {
            throw new AlreadyExistsException("Namespace already exists: %s", namespace);
        }
    }

    @Override
    public List<Namespace> listNamespaces(Namespace parent) {
        return parent.isEmpty()
                ? namespaces.keySet().stream().map(Namespace::of).toList()
                : List.of();
    }

    @Override
    public Map<String, String> loadNamespaceMetadata(Namespace namespace) {
        return requireNamespace(namespace);
    }

    @Override
    public boolean dropNamespace(Namespace namespace) {
        return locked(() -> namespaces.containsKey(namespace.toString())
                && listTables(namespace).isEmpty()
                && namespaces.remove(namespace.toString()) != null);
    }

    @Override
    public boolean setProperties(Namespace namespace, Map<String, String> properties) {
        throw new UnsupportedOperationException("The server does not change namespaces");
    }

    @Override
    public boolean removeProperties(Namespace namespace, Set<String> properties) {
        throw new UnsupportedOperationException("The server does not change namespaces");
    }

    @Override
    public void close() {
        files().close();
    }

    private Map<String, String> requireNamespace(Namespace namespace) {
        Map<String, String> metadata = namespaces.get(namespace.toString());
        if (metadata == null) {
            throw new NoSuchNamespaceException("Namespace does not exist: %s", namespace);
        }
        return metadata;
    }

    private FileIO files() {
        FileIO files = io;
        if (files == null) {
            throw new IllegalStateException("the catalog is not initialized");
        }
        return files;
    }

    private <T> T locked(Supplier<T> work) {
        lock.lock();
        try {
            return work.get();
        } finally {
            lock.unlock();
        }
    }
}
