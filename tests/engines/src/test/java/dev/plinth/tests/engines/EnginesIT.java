package dev.plinth.tests.engines;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.Project;
import dev.plinth.core.Content;
import dev.plinth.core.Secret;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import dev.plinth.storage.Bucket;
import dev.plinth.tests.stack.Stack;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Apache Spark on a project: with nothing set but what the SDK says. */
class EnginesIT {

    private static final int OBJECTS = 20_000;

    private final Stack stack = Stack.get();
    private Project project;
    private String bucket;

    @BeforeEach
    void makeBucket() {
        if (stack.isLocal()) {
            stack.local().project().set("ICEBERG_ENABLED", "true");
            stack.local().project().set("UPLOAD_FILE_SIZE_LIMIT", "1000000000");
        }
        project = Project.connect(stack.projectUrl(), stack.serviceKey());
        bucket = Stack.uniqueName("engines");
        project.buckets().create(bucket);
    }

    @AfterEach
    void clear() {
        project.buckets().empty(bucket);
        project.buckets().delete(bucket);
        project.close();
    }

    @Test
    void aMillionRowsOfParquetAreWrittenAndReadThroughS3a() throws Exception {
        Map<String, String> results = Spark.run("parquet", bucket, s3a());

        assertThat(results)
                .containsEntry("read.rows", "1000000")
                .containsEntry("read.sum", "499999500000,999999000000")
                .containsEntry("appended.rows", "2000");
    }

    @Test
    void foldersOfPartitionsAreWritten() throws Exception {
        assertThat(Spark.run("partitions", bucket, s3a())).containsEntry("partitions", "3333");
    }

    @Test
    void foldersOfPartitionsAreRenamed() throws Exception {
        assertThat(Spark.run("partitions", bucket, withRenames())).containsEntry("partitions", "3333");
    }

    @Test
    void aFileSystemDoesWhatCommittersAskOfIt() throws Exception {
        Map<String, String> results = Spark.run("files", bucket, s3a());

        assertThat(results)
                .containsEntry("createAndRead", "10")
                .containsEntry("overwrite", "20")
                .containsEntry("emptyFile", "0")
                .containsEntry("large", "41943040")
                .containsEntry("rename", "true,[a.txt empty.txt moved.bin]")
                .containsEntry("rename.fromSpace", "true")
                .containsEntry("rename.equals", "true")
                .containsEntry("mkdirs.list", "[]")
                .containsEntry("renameFolder", "true,[inside.txt]")
                .containsEntry("emptyFolder.delete", "true,false")
                .containsEntry("deleteRecursively", "true,false")
                .containsEntry("deleteAll", "true,false");
    }

    @Test
    void smallObjectsOfTheSdkAreListedAndRead() throws Exception {
        long sum = uploadSmallObjects();

        Map<String, String> results = Spark.run("objects", bucket, s3a());

        assertThat(results).containsEntry("listed", String.valueOf(OBJECTS)).containsEntry("sum", String.valueOf(sum));
    }

    @Test
    @Tag("local")
    void anIcebergTableIsWrittenAndReadThroughTheCatalog() throws Exception {
        project.analytics().create("sales");
        Map<String, String> settings = new LinkedHashMap<>();
        settings.put("spark.sql.extensions", "org.apache.iceberg.spark.extensions.IcebergSparkSessionExtensions");
        settings.put("spark.sql.catalog.sales", "org.apache.iceberg.spark.SparkCatalog");
        settings.put("spark.sql.catalog.sales.type", "rest");
        project.analytics()
                .catalogProperties("sales", s3("accessKeyId"), Secret.of(s3("secretAccessKey")))
                .forEach((name, value) -> settings.put("spark.sql.catalog.sales." + name, value));

        Map<String, String> results = Spark.run("iceberg", "sales", settings);

        assertThat(results)
                .containsEntry("rows", "100000")
                .containsEntry("evolved", "100000,100001")
                .containsEntry("delete", "99991")
                .containsEntry("merge", "1")
                .containsEntry("createAsSelect", "99991")
                .containsEntry("drop", "0");
    }

    /** What the SDK says about S3A. */
    private Map<String, String> s3a() {
        S3Keys keys = S3Keys.of(s3("accessKeyId"), s3("secretAccessKey"));
        return S3Compat.of(project.connection(), keys).sparkProperties();
    }

    /** Hadoop's own settings alone, with which Spark commits its output by renames. */
    private Map<String, String> withRenames() {
        Map<String, String> settings = new LinkedHashMap<>(s3a());
        settings.keySet().removeIf(name -> name.startsWith("spark.sql."));
        return settings;
    }

    private String s3(String field) {
        return stack.s3(field).orElseThrow();
    }

    private long uploadSmallObjects() throws Exception {
        Bucket target = project.bucket(bucket);
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            List<Callable<Long>> uploads = new ArrayList<>();
            for (int i = 0; i < OBJECTS; i++) {
                int number = i;
                uploads.add(() -> {
                    String key = "small/" + number % 100 + "/" + number + ".txt";
                    target.upload(key, Content.ofString(String.valueOf(number)));
                    return (long) number;
                });
            }
            long sum = 0;
            for (Future<Long> upload : threads.invokeAll(uploads)) {
                sum += upload.get();
            }
            return sum;
        } finally {
            threads.shutdown();
        }
    }
}
