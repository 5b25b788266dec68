package dev.plinth.testkit.spi;

/**
 * Opens the Apache Iceberg catalogs of a local platform's analytics buckets. The artifact {@code plinth-testkit-iceberg}
 * provides one; if it is on the class path, the platform serves namespaces and tables. Implementations are found by
 * {@link java.util.ServiceLoader}, are public and have a public constructor without parameters.
 */
public interface IcebergCatalogFactory {

    /**
     * Opens an empty catalog.
     *
     * @param warehouse where the files of the catalog's tables are stored
     * @return the catalog; the platform closes it
     */
    IcebergCatalog open(IcebergWarehouse warehouse);
}
