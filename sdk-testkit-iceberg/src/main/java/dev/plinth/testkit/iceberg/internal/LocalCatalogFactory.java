package dev.plinth.testkit.iceberg.internal;

import dev.plinth.testkit.spi.IcebergCatalog;
import dev.plinth.testkit.spi.IcebergCatalogFactory;
import dev.plinth.testkit.spi.IcebergWarehouse;
import java.util.LinkedHashMap;
import java.util.Map;

/** Opens catalogs whose tables are in memory, and whose tables' files are in the platform's S3. */
public final class LocalCatalogFactory implements IcebergCatalogFactory {

    /** Creates the factory. */
    public LocalCatalogFactory() {}

    @Override
    public IcebergCatalog open(IcebergWarehouse warehouse) {
        Map<String, String> properties = new LinkedHashMap<>();
        properties.put("warehouse", warehouse.location());
        properties.put("io-impl", "org.apache.iceberg.aws.s3.S3FileIO");
        properties.put("http-client.type", "urlconnection");
        properties.put("s3.endpoint", warehouse.s3Endpoint());
        properties.put("s3.access-key-id", warehouse.s3AccessKeyId());
        properties.put("s3.secret-access-key", warehouse.s3SecretAccessKey());
        properties.put("s3.path-style-access", "true");
        properties.put("client.region", warehouse.s3Region());
        PointerCatalog catalog = new PointerCatalog();
        catalog.initialize(warehouse.name(), properties);
        return new LocalCatalog(catalog);
    }
}
