package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.spi.IcebergCatalog;
import dev.plinth.testkit.spi.IcebergCatalogFactory;
import dev.plinth.testkit.spi.IcebergRequest;
import dev.plinth.testkit.spi.IcebergResponse;
import dev.plinth.testkit.spi.IcebergWarehouse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.concurrent.ConcurrentHashMap;

/**
 * The namespaces and tables of analytics buckets, in catalogs that another artifact provides. Their files are objects
 * of a bucket beside the analytics bucket, which S3 serves and no list shows.
 */
final class IcebergTables {

    private final StorageCore core;
    private final Map<String, IcebergCatalog> catalogs = new ConcurrentHashMap<>();

    IcebergTables(StorageCore core) {
        this.core = core;
    }

    /** Answers a request to the catalog of an analytics bucket. */
    Reply handle(Exchange exchange, String bucket, List<String> path) throws IOException {
        Map<String, String> query = new LinkedHashMap<>();
        exchange.queries().forEach((name, values) -> query.put(name, values.get(0)));
        String body = Fields.bodyText(exchange);
        IcebergCatalog catalog = catalogs.computeIfAbsent(bucket, this::open);
        IcebergResponse answer = catalog.handle(new IcebergRequest(exchange.method(), path, Map.copyOf(query), body));
        return answer.body().isEmpty()
                ? Reply.of(answer.status())
                : Reply.of(
                        answer.status(),
                        "application/json; charset=utf-8",
                        answer.body().getBytes(StandardCharsets.UTF_8));
    }

    /** Forgets the tables of an analytics bucket, with their files. */
    void delete(String bucket) {
        IcebergCatalog catalog = catalogs.remove(bucket);
        if (catalog != null) {
            catalog.close();
        }
        core.state().atomically(() -> {
            String files = bucket + Names.TABLE_SUFFIX;
            core.state().objects(files).byName().values().forEach(core.state()::delete);
            core.state().bucket(files).ifPresent(found -> core.state().deleteBucket(files));
        });
    }

    /** Closes all catalogs. */
    void close() {
        catalogs.values().forEach(IcebergCatalog::close);
        catalogs.clear();
    }

    private IcebergCatalog open(String bucket) {
        IcebergCatalogFactory factory = ServiceLoader.load(
                        IcebergCatalogFactory.class, IcebergTables.class.getClassLoader())
                .findFirst()
                .orElseThrow(IcebergTables::noCatalog);
        String files = bucket + Names.TABLE_SUFFIX;
        if (core.state().bucket(files).isEmpty()) {
            core.state().put(Bucket.of(files, null, false, core.stamp()));
        }
        return factory.open(new IcebergWarehouse(
                bucket,
                "s3://" + files,
                core.context().url() + "/storage/v1/s3",
                core.settings().get(StorageSettings.STORAGE_S3_REGION),
                core.context().keys().s3AccessKeyId(),
                core.context().keys().s3SecretAccessKey()));
    }

    private static StorageException noCatalog() {
        return new StorageException(
                501,
                "NotImplemented",
                "UnsupportedOperationException",
                "LocalPlatform has no Iceberg catalog: add dev.plinth:plinth-testkit-iceberg to the class path");
    }
}
