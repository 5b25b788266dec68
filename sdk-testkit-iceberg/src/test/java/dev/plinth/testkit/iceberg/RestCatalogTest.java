package dev.plinth.testkit.iceberg;

import static dev.plinth.testkit.iceberg.Warehouse.SCHEMA;
import static dev.plinth.testkit.iceberg.Warehouse.VISITS;
import static dev.plinth.testkit.iceberg.Warehouse.WEB;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.util.List;
import org.apache.iceberg.Table;
import org.apache.iceberg.types.Types;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Iceberg's own client of a catalog, with the properties that the SDK gives it. */
class RestCatalogTest {

    private Warehouse warehouse;

    @BeforeEach
    void open() {
        warehouse = Warehouse.open();
        warehouse.catalog.createNamespace(WEB);
    }

    @AfterEach
    void close() throws Exception {
        warehouse.close();
    }

    @Test
    void rowsThatWereAppendedAreReadBack() throws IOException {
        Table table = warehouse.catalog.createTable(VISITS, SCHEMA);

        Rows.append(table, List.of(Rows.row(table, 1L, "/"), Rows.row(table, 2L, "/about")));

        assertThat(Rows.read(warehouse.catalog.loadTable(VISITS))).containsExactlyInAnyOrder("1,/", "2,/about");
    }

    @Test
    void aSchemaThatGrewReadsOldRowsAndNewOnes() throws IOException {
        Table table = warehouse.catalog.createTable(VISITS, SCHEMA);
        Rows.append(table, List.of(Rows.row(table, 1L, "/")));

        table.updateSchema()
                .addColumn("seconds", Types.IntegerType.get())
                .renameColumn("page", "path")
                .commit();
        Rows.append(table, List.of(Rows.row(table, 2L, "/about", 7)));

        Table loaded = warehouse.catalog.loadTable(VISITS);
        assertThat(loaded.schema().columns())
                .extracting(Types.NestedField::name)
                .containsExactly("id", "path", "seconds");
        assertThat(Rows.read(loaded)).containsExactlyInAnyOrder("1,/,null", "2,/about,7");
    }

    @Test
    void aTransactionCreatesATableWithItsFirstRows() throws IOException {
        var transaction = warehouse.catalog.buildTable(VISITS, SCHEMA).createTransaction();
        Table staged = transaction.table();
        transaction
                .newAppend()
                .appendFile(Rows.write(staged, List.of(Rows.row(staged, 1L, "/"))))
                .commit();
        assertThat(warehouse.catalog.tableExists(VISITS)).isFalse();

        transaction.commitTransaction();

        assertThat(Rows.read(warehouse.catalog.loadTable(VISITS))).containsExactly("1,/");
    }

    @Test
    void aDroppedTableIsGone() {
        warehouse.catalog.createTable(VISITS, SCHEMA);

        assertThat(warehouse.catalog.dropTable(VISITS)).isTrue();

        assertThat(warehouse.catalog.tableExists(VISITS)).isFalse();
        assertThat(warehouse.catalog.listTables(WEB)).isEmpty();
        assertThat(warehouse.catalog.dropNamespace(WEB)).isTrue();
        assertThat(warehouse.catalog.listNamespaces()).isEmpty();
    }
}
