package dev.plinth.tests.spark;

import java.io.IOException;
import java.util.Map;
import java.util.Properties;
import org.apache.spark.sql.SparkSession;

/**
 * Runs one program in Spark, in local mode: {@code Main PROGRAM TARGET}. The settings of Spark come as properties on the
 * standard input, because some are secrets. Prints a line {@code RESULT name=value} for each result.
 */
public final class Main {

    private static final Map<String, Program> PROGRAMS = Map.of(
            "parquet", ParquetProgram::run,
            "partitions", PartitionsProgram::run,
            "iceberg", IcebergProgram::run,
            "objects", ObjectsProgram::run,
            "files", FilesProgram::run);

    private Main() {}

    /** A program: what it does with a bucket or a catalog. */
    interface Program {
        void run(SparkSession spark, String target, Results results) throws Exception;
    }

    /** Runs the program. */
    public static void main(String[] args) throws Exception {
        Program program = PROGRAMS.get(args[0]);
        if (program == null) {
            throw new IllegalArgumentException("there is no program " + args[0]);
        }
        SparkSession spark = session();
        try {
            program.run(spark, args[1], new Results());
        } finally {
            spark.stop();
        }
    }

    private static SparkSession session() throws IOException {
        Properties settings = new Properties();
        settings.load(System.in);
        SparkSession.Builder builder = SparkSession.builder()
                .appName("plinth")
                .master("local[2]")
                .config("spark.ui.enabled", "false")
                .config("spark.sql.shuffle.partitions", "4");
        settings.stringPropertyNames().forEach(name -> builder.config(name, settings.getProperty(name)));
        return builder.getOrCreate();
    }
}
