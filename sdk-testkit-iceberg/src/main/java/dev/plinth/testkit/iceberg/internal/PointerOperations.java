package dev.plinth.testkit.iceberg.internal;

import org.apache.iceberg.BaseMetastoreTableOperations;
import org.apache.iceberg.TableMetadata;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.jspecify.annotations.Nullable;

/** Reads and replaces the metadata of one table. */
final class PointerOperations extends BaseMetastoreTableOperations {

    private final PointerCatalog catalog;
    private final TableIdentifier table;
    private final FileIO io;

    PointerOperations(PointerCatalog catalog, TableIdentifier table, FileIO io) {
        this.catalog = catalog;
        this.table = table;
        this.io = io;
    }

    @Override
    protected String tableName() {
        return table.toString();
    }

    @Override
    public FileIO io() {
        return io;
    }

    @Override
    protected void doRefresh() {
        String location = catalog.pointer(table);
        if (location != null) {
            refreshFromMetadataLocation(location);
        } else if (currentMetadataLocation() != null) {
            throw new NoSuchTableException("Table does not exist: %s", table);
        } else {
            disableRefresh();
        }
    }

    @Override
    protected void doCommit(@Nullable TableMetadata base, TableMetadata metadata) {
        boolean create = base == null;
        String location = writeNewMetadataIfRequired(create, metadata);
        @Nullable String before = base == null ? null : base.metadataFileLocation();
        if (!catalog.move(table, before, location)) {
            io.deleteFile(location);
            if (create) {
                throw new AlreadyExistsException("Table already exists: %s", table);
            }
            throw new CommitFailedException("Table %s was changed by another commit", table);
        }
    }
}
