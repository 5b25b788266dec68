package dev.plinth.tests.spark;

import static org.apache.spark.sql.functions.col;
import static org.apache.spark.sql.functions.sum;

import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.LocatedFileStatus;
import org.apache.hadoop.fs.Path;
import org.apache.hadoop.fs.RemoteIterator;
import org.apache.spark.sql.SparkSession;

/** Lists and reads many small objects that others have made. */
final class ObjectsProgram {

    private ObjectsProgram() {}

    static void run(SparkSession spark, String bucket, Results results) throws Exception {
        Path root = new Path("s3a://" + bucket + "/small");
        FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
        long listed = results.timed("list", () -> {
            long count = 0;
            for (RemoteIterator<LocatedFileStatus> all = files.listFiles(root, true); all.hasNext(); all.next()) {
                count++;
            }
            return count;
        });
        results.add("listed", listed);
        long total = results.timed(
                "read",
                () -> spark.read()
                        .option("recursiveFileLookup", "true")
                        .text(root.toString())
                        .agg(sum(col("value").cast("long")))
                        .first()
                        .getLong(0));
        results.add("sum", total);
    }
}
