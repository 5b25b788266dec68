package dev.plinth.storage;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.IntStream;

/** What heavy tests run in a JVM of their own, with little memory: job, URL, key, bucket, further arguments. */
final class HeavyProgram {

    private HeavyProgram() {}

    public static void main(String[] args) {
        try (Connection connection = Connection.toProject(args[1], ApiKey.of(args[2]), o -> {})) {
            Bucket bucket = StorageClient.of(connection).bucket(args[3]);
            long began = System.nanoTime();
            String result = run(args, bucket);
            long used =
                    (Runtime.getRuntime().totalMemory() - Runtime.getRuntime().freeMemory()) >> 20;
            System.out.printf(
                    "%s: %s in %.1f s, heap %d of %d MiB%n",
                    args[0],
                    result,
                    (System.nanoTime() - began) / 1e9,
                    used,
                    Runtime.getRuntime().maxMemory() >> 20);
        }
    }

    private static String run(String[] args, Bucket bucket) {
        return switch (args[0]) {
            case "list" -> list(bucket);
            case "delete" -> delete(bucket, Integer.parseInt(args[4]));
            case "file" -> file(bucket, Path.of(args[4]), Path.of(args[5]));
            case "stream" -> stream(bucket, Long.parseLong(args[4]));
            default -> throw new IllegalArgumentException(args[0]);
        };
    }

    private static String list(Bucket bucket) {
        AtomicLong size = new AtomicLong();
        long count = bucket.list(o -> o.recursive(true)).stream()
                .peek(entry -> size.addAndGet(entry.size().orElse(0)))
                .count();
        return count + " objects of " + size + " bytes listed";
    }

    private static String delete(Bucket bucket, int count) {
        List<String> keys = IntStream.range(0, count)
                .mapToObj(i -> String.format("seed/%06d/%09d.txt", i / 1000, i))
                .toList();
        DeleteResult result = bucket.delete(keys);
        return result.deleted().size() + " deleted, " + result.notDeleted().size() + " not";
    }

    private static String file(Bucket bucket, Path source, Path target) {
        bucket.upload("film", source);
        bucket.download("film").saveTo(target);
        return source.toFile().length() + " bytes up and " + target.toFile().length() + " down";
    }

    private static String stream(Bucket bucket, long length) {
        bucket.upload("stream", Content.ofStream(new Zeros(length)), o -> o.upsert(true));
        long down = bucket.download("stream").transferTo(OutputStream.nullOutputStream());
        return length + " bytes of unknown length up and " + down + " down";
    }

    /** So many bytes, that nobody counted before. */
    private static final class Zeros extends InputStream {

        private long left;

        Zeros(long length) {
            this.left = length;
        }

        @Override
        public int read() {
            return left-- > 0 ? 0 : -1;
        }

        @Override
        public int read(byte[] buffer, int from, int count) {
            if (left <= 0) {
                return -1;
            }
            int read = (int) Math.min(count, left);
            left -= read;
            return read;
        }
    }
}
