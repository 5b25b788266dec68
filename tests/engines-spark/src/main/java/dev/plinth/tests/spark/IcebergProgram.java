package dev.plinth.tests.spark;

import org.apache.spark.sql.SparkSession;

/** Creates, fills, changes, reads and drops an Iceberg table. */
final class IcebergProgram {

    private IcebergProgram() {}

    static void run(SparkSession spark, String catalog, Results results) throws Exception {
        String table = catalog + ".web.visits";
        spark.sql("CREATE NAMESPACE IF NOT EXISTS " + catalog + ".web");
        spark.sql("CREATE TABLE " + table + " (id BIGINT, page STRING) USING iceberg");
        spark.range(0, 100_000, 1, 2)
                .selectExpr("id", "concat('/', id % 100) as page")
                .createOrReplaceTempView("visits");
        results.timed(
                "insert",
                () -> spark.sql("INSERT INTO " + table + " SELECT * FROM visits")
                        .count());
        results.add("rows", count(spark, table));

        spark.sql("ALTER TABLE " + table + " ADD COLUMN seconds INT");
        spark.sql("INSERT INTO " + table + " VALUES (100000, '/new', 7)");
        results.add("evolved", count(spark, table + " WHERE seconds IS NULL") + "," + count(spark, table));

        results.tried("delete", () -> {
            spark.sql("DELETE FROM " + table + " WHERE id < 10");
            return count(spark, table);
        });
        results.tried("merge", () -> {
            spark.sql("MERGE INTO " + table + " t USING (SELECT 10L AS id) s ON t.id = s.id"
                    + " WHEN MATCHED THEN UPDATE SET page = '/merged'");
            return count(spark, table + " WHERE page = '/merged'");
        });
        results.add("snapshots", count(spark, table + ".snapshots"));
        results.tried("createAsSelect", () -> {
            spark.sql("CREATE TABLE " + catalog + ".web.copied USING iceberg AS SELECT * FROM " + table);
            return count(spark, catalog + ".web.copied");
        });
        results.tried(
                "rename",
                () -> spark.sql("ALTER TABLE " + catalog + ".web.copied RENAME TO web.renamed")
                        .count());
        results.tried("drop", () -> {
            spark.sql("DROP TABLE " + table + " PURGE");
            spark.sql("DROP TABLE " + catalog + ".web.copied PURGE");
            return spark.sql("SHOW TABLES IN " + catalog + ".web").count();
        });
        results.tried("dropNamespace", () -> {
            spark.sql("DROP NAMESPACE " + catalog + ".web");
            return spark.sql("SHOW NAMESPACES IN " + catalog).count();
        });
    }

    private static long count(SparkSession spark, String from) {
        return spark.sql("SELECT count(*) FROM " + from).first().getLong(0);
    }
}
