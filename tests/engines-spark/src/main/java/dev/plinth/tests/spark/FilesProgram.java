package dev.plinth.tests.spark;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.stream.Collectors;
import org.apache.hadoop.fs.FileStatus;
import org.apache.hadoop.fs.FileSystem;
import org.apache.hadoop.fs.Path;
import org.apache.spark.sql.SparkSession;

/** Does what engines and committers do with a file system, step by step. */
final class FilesProgram {

    private static final int MIB = 1 << 20;

    private final FileSystem files;
    private final Path root;

    private FilesProgram(FileSystem files, Path root) {
        this.files = files;
        this.root = root;
    }

    static void run(SparkSession spark, String bucket, Results results) throws Exception {
        Path root = new Path("s3a://" + bucket + "/files");
        FileSystem files = root.getFileSystem(spark.sparkContext().hadoopConfiguration());
        new FilesProgram(files, root).run(results);
    }

    private void run(Results results) {
        results.tried("createAndRead", () -> read(write("a.txt", 10)));
        results.tried("overwrite", () -> read(write("a.txt", 20)));
        results.tried("createIfAbsent", () -> {
            files.create(at("a.txt"), false).close();
            return "overwrote " + files.getFileStatus(at("a.txt")).getLen();
        });
        results.tried(
                "emptyFile", () -> files.getFileStatus(write("empty.txt", 0)).getLen());
        results.tried("large", () -> read(write("large.bin", 40 * MIB)));
        results.tried("largeFile.seek", () -> {
            try (var in = files.open(at("large.bin"))) {
                in.seek(39L * MIB);
                return in.read();
            }
        });
        results.tried("rename", () -> files.rename(at("large.bin"), at("moved.bin")) + "," + names(root));
        results.tried("rename.space", () -> files.rename(at("moved.bin"), at("with space.bin")));
        results.tried("rename.fromSpace", () -> files.rename(at("with space.bin"), at("moved.bin")));
        results.tried("rename.equals", () -> files.rename(write("day=1/x.txt", 5), at("y.txt")));
        folders(results);
    }

    private void folders(Results results) {
        results.tried("mkdirs", () -> files.mkdirs(at("folder")));
        results.tried("mkdirs.status", () -> files.getFileStatus(at("folder")).isDirectory());
        results.tried("mkdirs.list", () -> names(at("folder")));
        results.tried("mkdirs.again", () -> files.mkdirs(at("folder")));
        results.tried("mkdirs.fill", () -> {
            write("folder/inside.txt", 3);
            return names(at("folder"));
        });
        results.tried("renameFolder", () -> files.rename(at("folder"), at("other")) + "," + names(at("other")));
        results.tried("renameFolder.old", () -> files.exists(at("folder")));
        results.tried("emptyFolder.delete", () -> {
            files.mkdirs(at("hollow"));
            return files.delete(at("hollow"), false) + "," + files.exists(at("hollow"));
        });
        results.tried("deleteRecursively", () -> {
            for (int i = 0; i < 50; i++) {
                write("many/" + i, 1);
            }
            return files.delete(at("many"), true) + "," + files.exists(at("many"));
        });
        results.tried("contentSummary", () -> files.getContentSummary(root).getFileCount());
        results.tried("deleteAll", () -> files.delete(root, true) + "," + files.exists(root));
    }

    private Path at(String name) {
        return new Path(root, name);
    }

    private String names(Path folder) throws IOException {
        return Arrays.stream(files.listStatus(folder))
                .map(FileStatus::getPath)
                .map(Path::getName)
                .sorted()
                .collect(Collectors.joining(" ", "[", "]"));
    }

    private Path write(String name, int bytes) throws IOException {
        byte[] block = new byte[MIB];
        Arrays.fill(block, (byte) 7);
        try (OutputStream out = files.create(at(name), true)) {
            for (int left = bytes; left > 0; left -= MIB) {
                out.write(block, 0, Math.min(left, MIB));
            }
        }
        return at(name);
    }

    private long read(Path file) throws IOException {
        try (InputStream in = files.open(file)) {
            long count = 0;
            byte[] block = new byte[MIB];
            for (int read = in.read(block); read >= 0; read = in.read(block)) {
                count += read;
            }
            return count;
        }
    }
}
