package dev.plinth.benchmarks.whole;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/** A piece of work for a whole process. */
enum Work {
    UPLOAD_1_GIB {
        @Override
        void run(Client client, Path folder) throws IOException {
            client.upload(Long.toString(LARGE), folder.resolve("source"));
        }
    },
    DOWNLOAD_1_GIB {
        @Override
        void run(Client client, Path folder) throws IOException {
            client.download(Long.toString(LARGE), folder.resolve("target"));
        }
    },
    UPLOAD_10_000_FILES_OF_4_KIB {
        @Override
        void run(Client client, Path folder) throws Exception {
            byte[] bytes = Pattern.bytes(SMALL);
            parallel(SMALL_FILES, i -> client.upload(SMALL + "-" + i, bytes));
        }
    },
    GET_4_KIB_10_000_TIMES {
        @Override
        void run(Client client, Path folder) throws IOException {
            for (int i = 0; i < SMALL_FILES; i++) {
                expect(SMALL, client.download(Integer.toString(SMALL)));
            }
        }
    },
    LIST_BUCKETS_10_000_TIMES_BY_64_THREADS {
        @Override
        void run(Client client, Path folder) throws Exception {
            parallel(SMALL_FILES, 64, i -> expect(10, client.listBuckets()));
        }
    },
    LIST_100_000_OBJECTS {
        @Override
        void run(Client client, Path folder) throws IOException {
            expect(Answers.LISTED, client.listObjects());
        }
    },
    START_AND_LIST_BUCKETS {
        @Override
        void warmUp(Client client, Path folder) {
            // What is measured is the first call of a process.
        }

        @Override
        void run(Client client, Path folder) throws IOException {
            expect(10, client.listBuckets());
        }
    };

    static final long LARGE = 1L << 30;
    static final int SMALL = 4096;
    private static final long WARM_UP = 64L << 20;
    private static final int SMALL_FILES = 10_000;
    private static final int THREADS = 16;

    /** So often the small calls run before they are measured: the compiler is then done with them. */
    private static final int ROUNDS = 12;

    interface Step {
        void run(int number) throws Exception;
    }

    abstract void run(Client client, Path folder) throws Exception;

    /** Prepares the process: classes are loaded and compiled, connections opened. */
    void warmUp(Client client, Path folder) throws Exception {
        if (this == UPLOAD_1_GIB || this == DOWNLOAD_1_GIB) {
            Path small = folder.resolve("warm-up");
            client.download(Long.toString(WARM_UP), small);
            client.upload(Long.toString(WARM_UP), small);
            Files.delete(small);
        } else {
            for (int i = 0; i < ROUNDS; i++) {
                run(client, folder);
            }
        }
    }

    private static void parallel(int count, Step step) throws Exception {
        parallel(count, THREADS, step);
    }

    private static void parallel(int count, int threads, Step step) throws Exception {
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        List<Future<?>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            int number = i;
            all.add(pool.submit(() -> {
                step.run(number);
                return null;
            }));
        }
        pool.shutdown();
        for (Future<?> one : all) {
            get(one);
        }
    }

    private static void get(Future<?> one) throws Exception {
        try {
            Object ignored = one.get();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        }
    }

    private static void expect(int expected, int actual) {
        if (expected != actual) {
            throw new IllegalStateException("expected " + expected + ", got " + actual);
        }
    }
}
