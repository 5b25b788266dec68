package dev.plinth.tests.spark;

import org.apache.spark.sql.SaveMode;
import org.apache.spark.sql.SparkSession;

/** Writes Parquet in folders whose names have a character that clients encode. */
final class PartitionsProgram {

    private PartitionsProgram() {}

    static void run(SparkSession spark, String bucket, Results results) {
        String path = "s3a://" + bucket + "/by-day";
        results.tried("partitions", () -> {
            spark.range(0, 10_000, 1, 2)
                    .selectExpr("id", "concat('day ', id % 3) as day")
                    .write()
                    .partitionBy("day")
                    .mode(SaveMode.Overwrite)
                    .parquet(path);
            return spark.read().parquet(path).where("day = 'day 1'").count();
        });
    }
}
