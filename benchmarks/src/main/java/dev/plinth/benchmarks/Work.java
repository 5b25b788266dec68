package dev.plinth.benchmarks;

import java.nio.file.Files;
import java.nio.file.Path;

/** A piece of work for a whole process. */
enum Work {
    UPLOAD_1_GIB(
            Kind.TRANSFER,
            Job.transfer((client, folder) -> client.upload(Long.toString(Work.LARGE), folder.resolve("source")))),
    DOWNLOAD_1_GIB(
            Kind.TRANSFER,
            Job.transfer((client, folder) -> client.download(Long.toString(Work.LARGE), folder.resolve("target")))),
    UPLOAD_10_000_FILES_OF_4_KIB_BY_16_THREADS(
            Kind.CALLS,
            Job.parallel(16, Work.CALLS, (client, i) -> client.upload(Work.SMALL + "-" + i, Pattern.SMALL))),
    GET_4_KIB_10_000_TIMES(
            Kind.CALLS,
            Job.times(Work.CALLS, (client, i) -> expect(Work.SMALL, client.download(Integer.toString(Work.SMALL))))),
    LIST_BUCKETS_10_000_TIMES(Kind.CALLS, Job.times(Work.CALLS, (client, i) -> expect(10, client.listBuckets()))),
    LIST_BUCKETS_10_000_TIMES_BY_64_THREADS(
            Kind.CALLS, Job.parallel(64, Work.CALLS, (client, i) -> expect(10, client.listBuckets()))),
    LIST_100_000_OBJECTS(Kind.CALLS, Job.times(1, (client, i) -> expect(Answers.LISTED, client.listObjects()))),
    VERIFY_A_TOKEN_10_000_TIMES(Kind.CALLS, Job.times(Work.CALLS, (client, i) -> client.verifyToken())),
    START_AND_LIST_BUCKETS(Kind.START, Job.first((client, i) -> expect(10, client.listBuckets())));

    static final long LARGE = 1L << 30;
    static final int SMALL = 4096;
    static final long WARM_UP = 64L << 20;
    private static final int CALLS = 10_000;

    /** How a process prepares for the work. */
    enum Kind {
        /** Transfers in both directions open connections, and load and compile classes. */
        TRANSFER,
        /** The same work several times: the compiler is then done with it. */
        CALLS,
        /** What is measured is the first call of a process. */
        START
    }

    private final Kind kind;

    // The checker does not see that a job has no state.
    @SuppressWarnings("ImmutableEnumChecker")
    private final Job job;

    Work(Kind kind, Job job) {
        this.kind = kind;
        this.job = job;
    }

    /** Returns whether the start of the process is part of the work. */
    boolean cold() {
        return kind == Kind.START;
    }

    /** Runs the work, and returns the bytes that its threads allocated; NaN if they are not known. */
    double run(Client client, Path folder) throws Exception {
        return job.run(client, folder);
    }

    /** Prepares the process; repeats calls so many times. */
    void warmUp(Client client, Path folder, int rounds) throws Exception {
        switch (kind) {
            case TRANSFER -> {
                Path small = folder.resolve("warm-up");
                client.download(Long.toString(WARM_UP), small);
                client.upload(Long.toString(WARM_UP), small);
                Files.delete(small);
            }
            case CALLS -> {
                for (int i = 0; i < rounds; i++) {
                    double ignored = run(client, folder);
                }
            }
            case START -> {}
        }
    }

    private static void expect(int expected, int actual) {
        if (expected != actual) {
            throw new IllegalStateException("expected " + expected + ", got " + actual);
        }
    }
}
