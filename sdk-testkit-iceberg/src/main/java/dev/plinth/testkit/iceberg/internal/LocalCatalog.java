package dev.plinth.testkit.iceberg.internal;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.plinth.testkit.spi.IcebergCatalog;
import dev.plinth.testkit.spi.IcebergRequest;
import dev.plinth.testkit.spi.IcebergResponse;
import java.util.Locale;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.rest.CatalogHandlers;
import org.apache.iceberg.rest.RESTCatalogProperties.SnapshotMode;
import org.apache.iceberg.rest.requests.CreateNamespaceRequest;
import org.apache.iceberg.rest.requests.CreateTableRequest;
import org.apache.iceberg.rest.requests.UpdateTableRequest;

/** The routes that the Storage server has for the catalog of an analytics bucket, with its names and limits. */
final class LocalCatalog implements IcebergCatalog {

    private static final int MOST_NAMESPACES = 25;
    private static final int MOST_TABLES = 10;

    private final PointerCatalog catalog;

    LocalCatalog(PointerCatalog catalog) {
        this.catalog = catalog;
    }

    @Override
    public IcebergResponse handle(IcebergRequest request) {
        try {
            return switch (request.path().size()) {
                case 1 -> namespaces(request);
                case 2 -> namespace(request, Namespace.of(request.path().get(1)));
                case 3 -> tables(request, Namespace.of(request.path().get(1)));
                default ->
                    table(
                            request,
                            TableIdentifier.of(
                                    request.path().get(1), request.path().get(3)));
            };
        } catch (JsonProcessingException | RuntimeException e) {
            return CatalogErrors.response(e);
        }
    }

    @Override
    public void close() {
        catalog.close();
    }

    /** The server ignores which parent's namespaces are asked for, and lists all. */
    private IcebergResponse namespaces(IcebergRequest request) throws JsonProcessingException {
        if (request.method().equals("GET")) {
            return ok(CatalogHandlers.listNamespaces(catalog, Namespace.empty()));
        }
        CreateNamespaceRequest wanted = CatalogJson.read(request.body(), CreateNamespaceRequest.class);
        if (wanted.namespace().length() != 1) {
            throw new CatalogException(400, "InvalidRequest", "body/namespace must be string");
        }
        CatalogRules.checkName(wanted.namespace().level(0));
        CatalogRules.checkCount("namespace", catalog.listNamespaces().size(), MOST_NAMESPACES);
        return ok(CatalogHandlers.createNamespace(catalog, wanted));
    }

    private IcebergResponse namespace(IcebergRequest request, Namespace namespace) throws JsonProcessingException {
        switch (request.method()) {
            case "GET" -> {
                return ok(CatalogHandlers.loadNamespace(catalog, namespace));
            }
            case "HEAD" -> CatalogHandlers.namespaceExists(catalog, namespace);
            default -> {
                CatalogHandlers.namespaceExists(catalog, namespace);
                CatalogRules.checkEmpty(namespace, catalog.listTables(namespace));
                CatalogHandlers.dropNamespace(catalog, namespace);
            }
        }
        return done();
    }

    private IcebergResponse tables(IcebergRequest request, Namespace namespace) throws JsonProcessingException {
        if (request.method().equals("GET")) {
            return ok(CatalogHandlers.listTables(catalog, namespace));
        }
        CreateTableRequest wanted = CatalogJson.read(request.body(), CreateTableRequest.class);
        CatalogRules.checkName(wanted.name());
        CatalogRules.checkCount("table", catalog.listTables(namespace).size(), MOST_TABLES);
        return ok(
                wanted.stageCreate()
                        ? CatalogHandlers.stageTableCreate(catalog, namespace, wanted)
                        : CatalogHandlers.createTable(catalog, namespace, wanted));
    }

    private IcebergResponse table(IcebergRequest request, TableIdentifier table) throws JsonProcessingException {
        switch (request.method()) {
            case "GET" -> {
                return ok(CatalogHandlers.loadTable(catalog, table, SnapshotMode.ALL));
            }
            case "POST" -> {
                UpdateTableRequest update = CatalogJson.read(request.body(), UpdateTableRequest.class);
                return ok(CatalogHandlers.updateTable(catalog, table, update));
            }
            case "HEAD" -> CatalogHandlers.tableExists(catalog, table);
            default -> drop(request, table);
        }
        return done();
    }

    private void drop(IcebergRequest request, TableIdentifier table) {
        String purge = request.query().getOrDefault("purgeRequested", "false");
        if (purge.toLowerCase(Locale.ROOT).equals("true")) {
            CatalogHandlers.purgeTable(catalog, table);
        } else {
            CatalogHandlers.dropTable(catalog, table);
        }
    }

    private static IcebergResponse ok(Object body) throws JsonProcessingException {
        return new IcebergResponse(200, CatalogJson.write(body));
    }

    private static IcebergResponse done() {
        return new IcebergResponse(204, "");
    }
}
