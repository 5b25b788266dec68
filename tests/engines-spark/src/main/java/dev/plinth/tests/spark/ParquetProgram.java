package dev.plinth.tests.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import org.apache.spark.sql.Dataset;
import org.apache.spark.sql.Row;
import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Writes and reads a million rows of Parquet through S3A. */
final class ParquetProgram {

    private static final long ROWS = 1_000_000;

    private ParquetProgram() {}

    static void run(SparkSession spark, String bucket, Results results) throws Exception {
        String path = "s3a://" + bucket + "/numbers";
        Dataset<Row> numbers =
                spark.range(0, ROWS, 1, 4).selectExpr("id", "cast(id as string) as text", "id * 2 as twice");

        results.timed("write", () -> {
            numbers.write().parquet(path);
            return true;
        });
        Dataset<Row> read = results.timed("read", () -> check(spark, path, results, "read"));
        results.add("columns", read.columns().length);

        results.timed("overwrite", () -> {
            numbers.limit(1000).write().mode(SaveMode.Overwrite).parquet(path);
            return true;
        });
        numbers.limit(1000).write().mode(SaveMode.Append).parquet(path);
        results.add("appended.rows", spark.read().parquet(path).count());
    }

    private static Dataset<Row> check(SparkSession spark, String path, Results results, String name) {
        Dataset<Row> read = spark.read().parquet(path);
        Row sums = read.agg(sum(col("id")), sum(col("twice"))).first();
        results.add(name + ".rows", read.count());
        results.add(name + ".sum", sums.getLong(0) + "," + sums.getLong(1));
        results.add(name + ".files", read.inputFiles().length);
        return read;
    }
}
