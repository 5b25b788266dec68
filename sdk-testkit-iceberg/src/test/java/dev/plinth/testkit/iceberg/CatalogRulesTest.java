package dev.plinth.testkit.iceberg;

import static dev.plinth.testkit.iceberg.Warehouse.SCHEMA;
import static dev.plinth.testkit.iceberg.Warehouse.VISITS;
import static dev.plinth.testkit.iceberg.Warehouse.WEB;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.AccessToken;
import dev.plinth.core.Secret;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import org.apache.iceberg.DataFile;
import org.apache.iceberg.Table;
import org.apache.iceberg.catalog.Namespace;
import org.apache.iceberg.catalog.TableIdentifier;
import org.apache.iceberg.exceptions.AlreadyExistsException;
import org.apache.iceberg.exceptions.BadRequestException;
import org.apache.iceberg.exceptions.CommitFailedException;
import org.apache.iceberg.exceptions.ForbiddenException;
import org.apache.iceberg.exceptions.NoSuchNamespaceException;
import org.apache.iceberg.exceptions.NoSuchTableException;
import org.apache.iceberg.io.FileIO;
import org.apache.iceberg.rest.RESTCatalog;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the catalog of an analytics bucket refuses, and where its files lie. */
class CatalogRulesTest {

    private Warehouse warehouse;
    private RESTCatalog catalog;

    @BeforeEach
    void open() {
        warehouse = Warehouse.open();
        catalog = warehouse.catalog;
        catalog.createNamespace(WEB);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    @Test
    void whatExistsIsNotCreatedAgain() {
        catalog.createTable(VISITS, SCHEMA);

        assertThatThrownBy(() -> catalog.createNamespace(WEB)).isInstanceOf(AlreadyExistsException.class);
        assertThatThrownBy(() -> catalog.createTable(VISITS, SCHEMA)).isInstanceOf(AlreadyExistsException.class);
    }

    @Test
    void whatDoesNotExistIsNotFound() {
        assertThatThrownBy(() -> catalog.loadTable(VISITS)).isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> catalog.loadTable(TableIdentifier.of("none", "visits")))
                .isInstanceOf(NoSuchTableException.class);
        assertThatThrownBy(() -> catalog.createTable(TableIdentifier.of("none", "visits"), SCHEMA))
                .isInstanceOf(NoSuchNamespaceException.class);
        assertThatThrownBy(() -> catalog.loadNamespaceMetadata(Namespace.of("none")))
                .isInstanceOf(NoSuchNamespaceException.class);
        assertThat(catalog.namespaceExists(Namespace.of("none"))).isFalse();
        assertThat(catalog.dropTable(VISITS)).isFalse();
        assertThat(catalog.dropNamespace(Namespace.of("none"))).isFalse();
    }

    @Test
    void aNamespaceWithTablesIsNotDropped() {
        catalog.createTable(VISITS, SCHEMA);

        assertThatThrownBy(() -> catalog.dropNamespace(WEB))
                .isInstanceOf(BadRequestException.class)
                .hasMessageContaining("The resource namespace: web is not empty");
        assertThat(catalog.namespaceExists(WEB)).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"Web", "web-1", "_web", "web.x", "awsweb", ""})
    void namesAreThoseOfTheServer(String name) {
        assertThatThrownBy(() -> catalog.createTable(TableIdentifier.of(WEB, name), SCHEMA))
                .isInstanceOfAny(BadRequestException.class, IllegalArgumentException.class);
        assertThat(catalog.listTables(WEB)).isEmpty();
    }

    @Test
    void namespacesHaveOneLevel() {
        assertThatThrownBy(() -> catalog.createNamespace(Namespace.of("web", "eu")))
                .isInstanceOf(BadRequestException.class);
    }

    @Test
    void aNamespaceHasAtMostTenTables() {
        for (int i = 0; i < 10; i++) {
            catalog.createTable(TableIdentifier.of(WEB, "t" + i), SCHEMA);
        }

        assertThatThrownBy(() -> catalog.createTable(VISITS, SCHEMA))
                .hasMessageContaining("The maximum number of this resource (table) 10 is reached");
    }

    @Test
    void aCommitOnAnOldStateIsRefused() {
        Table first = catalog.createTable(VISITS, SCHEMA);
        Table second = catalog.loadTable(VISITS);
        first.updateSchema().addColumn("a", SCHEMA.findType("page")).commit();

        assertThatThrownBy(() -> second.updateSchema()
                        .addColumn("b", SCHEMA.findType("page"))
                        .commit())
                .isInstanceOf(CommitFailedException.class);
        assertThat(catalog.loadTable(VISITS).schema().findField("b")).isNull();
    }

    @Test
    void filesOfATableAreObjectsThatNoListOfBucketsShows() throws IOException {
        Table table = catalog.createTable(VISITS, SCHEMA);
        DataFile file = Rows.write(table, List.of(Rows.row(table, 1L, "/")));

        assertThat(file.location()).startsWith("s3://sales--table-s3/web/visits/data/");
        String key = file.location().substring("s3://sales--table-s3/".length());
        assertThat(warehouse.files()).contains(key);
        assertThat(warehouse.project.buckets().list()).isEmpty();
    }

    @Test
    void aPurgedTableHasNoFiles() throws IOException {
        Table table = catalog.createTable(VISITS, SCHEMA);
        Rows.append(table, List.of(Rows.row(table, 1L, "/")));
        assertThat(warehouse.files()).isNotEmpty();

        catalog.dropTable(VISITS, true);

        assertThat(warehouse.files()).isEmpty();
    }

    @Test
    void aDeletedBucketTakesItsTablesWithIt() {
        catalog.createTable(VISITS, SCHEMA);

        warehouse.project.analytics().delete("sales");
        warehouse.project.analytics().create("sales");

        assertThat(catalog.listNamespaces()).isEmpty();
        assertThat(warehouse.files()).isEmpty();
    }

    @Test
    void aResetPlatformHasNoTables() {
        catalog.createTable(VISITS, SCHEMA);

        warehouse.platform.reset();
        warehouse.project.analytics().create("sales");

        assertThat(catalog.listNamespaces()).isEmpty();
    }

    @Test
    void otherRolesAreRefused() {
        Map<String, String> properties = warehouse
                .project
                .actingAs(AccessToken.of(warehouse.platform.userToken("ada")))
                .analytics()
                .catalogProperties("sales", "id", Secret.of("secret"));

        assertThatThrownBy(() -> new RESTCatalog().initialize("sales", properties))
                .isInstanceOf(ForbiddenException.class)
                .hasMessageContaining("Invalid role");
    }

    @Test
    void aBucketThatDoesNotExistHasNoCatalog() {
        Map<String, String> properties =
                warehouse.project.analytics().catalogProperties("none", "id", Secret.of("secret"));

        assertThatThrownBy(() -> new RESTCatalog().initialize("none", properties))
                .hasMessageContaining("Catalog not found");
    }

    @Test
    void theCatalogsFileIoIsTheOneOfTheProperties() {
        try (FileIO io = catalog.createTable(VISITS, SCHEMA).io()) {
            assertThat(io.getClass().getName()).contains("S3FileIO");
        }
    }
}
