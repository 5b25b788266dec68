package dev.plinth.benchmarks;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/**
 * A comparison: a candidate and the program that it is compared with, for a piece of work.
 *
 * @param candidate the candidate's name
 * @param baseline the name of what it is compared with
 * @param heap the heap of both in MB
 * @param archive whether the candidate starts from an archive of its classes
 */
record Row(Work work, Link link, String candidate, String baseline, int heap, boolean archive) {

    static final int HEAP = 512;
    private static final int SMALL_HEAP = 64;
    private static final String BY_HAND = "okhttp";
    private static final String DEFAULT = "plinth-auto";

    /** Returns all rows, without those of peers. */
    static List<Row> all() {
        return Stream.of(transfers(), calls(), starts()).flatMap(rows -> rows).toList();
    }

    private static Stream<Row> transfers() {
        return Stream.of(
                of(Work.UPLOAD_1_GIB, Link.HTTP, DEFAULT),
                of(Work.UPLOAD_1_GIB, Link.HTTP, "plinth-always"),
                of(Work.UPLOAD_1_GIB, Link.HTTP, "plinth-never"),
                of(Work.UPLOAD_1_GIB, Link.HTTPS, DEFAULT),
                of(Work.UPLOAD_1_GIB, Link.HTTPS, "plinth-always"),
                of(Work.UPLOAD_1_GIB, Link.HTTPS, "plinth-never"),
                of(Work.DOWNLOAD_1_GIB, Link.HTTP, DEFAULT),
                of(Work.DOWNLOAD_1_GIB, Link.HTTP, "plinth-always"),
                of(Work.DOWNLOAD_1_GIB, Link.HTTP, "plinth-never"),
                of(Work.DOWNLOAD_1_GIB, Link.HTTPS, DEFAULT),
                of(Work.DOWNLOAD_1_GIB, Link.HTTPS, "plinth-always"),
                of(Work.DOWNLOAD_1_GIB, Link.HTTPS, "plinth-never"),
                new Row(Work.UPLOAD_1_GIB, Link.HTTP, DEFAULT, BY_HAND, SMALL_HEAP, false),
                new Row(Work.DOWNLOAD_1_GIB, Link.HTTP, DEFAULT, BY_HAND, SMALL_HEAP, false),
                of(Work.DOWNLOAD_1_GIB, Link.SLOW, "plinth-parallel"));
    }

    private static Stream<Row> calls() {
        return Stream.of(
                of(Work.UPLOAD_10_000_FILES_OF_4_KIB_BY_16_THREADS, Link.HTTP, DEFAULT),
                of(Work.GET_4_KIB_10_000_TIMES, Link.HTTP, DEFAULT),
                of(Work.LIST_BUCKETS_10_000_TIMES, Link.HTTP, DEFAULT),
                of(Work.LIST_BUCKETS_10_000_TIMES, DEFAULT, "okhttp-dates"),
                of(Work.LIST_BUCKETS_10_000_TIMES_BY_64_THREADS, Link.HTTP, DEFAULT),
                of(Work.LIST_100_000_OBJECTS, Link.HTTP, DEFAULT),
                of(Work.LIST_100_000_OBJECTS, DEFAULT, "okhttp-dates"),
                of(Work.VERIFY_A_TOKEN_10_000_TIMES, "plinth-verifier", "java-jwt"));
    }

    private static Stream<Row> starts() {
        return Stream.of(
                of(Work.START_AND_LIST_BUCKETS, Link.HTTP, DEFAULT),
                new Row(Work.START_AND_LIST_BUCKETS, Link.HTTP, DEFAULT, DEFAULT, HEAP, true),
                of(Work.START_AND_LIST_BUCKETS, "s3compat", "aws-url"),
                of(Work.START_AND_LIST_BUCKETS, "s3compat-url", "aws-url"));
    }

    /** Returns the rows of other clients, each compared with the program written by hand. */
    static List<Row> peers() {
        Stream<Row> all = Stream.of("jdk", "aws-url", "aws-apache", "aws-crt", "minio", "supabase-kt")
                .flatMap(peer -> Stream.of(
                        of(Work.UPLOAD_1_GIB, Link.HTTP, peer),
                        of(Work.UPLOAD_1_GIB, Link.HTTPS, peer),
                        of(Work.DOWNLOAD_1_GIB, Link.HTTP, peer),
                        of(Work.DOWNLOAD_1_GIB, Link.HTTPS, peer),
                        of(Work.UPLOAD_10_000_FILES_OF_4_KIB_BY_16_THREADS, Link.HTTP, peer),
                        of(Work.GET_4_KIB_10_000_TIMES, Link.HTTP, peer),
                        of(Work.LIST_BUCKETS_10_000_TIMES, Link.HTTP, peer),
                        of(Work.START_AND_LIST_BUCKETS, Link.HTTP, peer)));
        return Stream.concat(all, Stream.of(of(Work.DOWNLOAD_1_GIB, Link.SLOW, "aws-crt")))
                .toList();
    }

    private static Row of(Work work, Link link, String candidate) {
        return new Row(work, link, candidate, BY_HAND, HEAP, false);
    }

    private static Row of(Work work, String candidate, String baseline) {
        return new Row(work, Link.HTTP, candidate, baseline, HEAP, false);
    }

    /** Returns whether the row is part of a quick run: one that takes no longer than ten minutes on two idle cores. */
    boolean quick() {
        return !candidate.equals("plinth-always") && link != Link.SLOW;
    }

    /** Returns whether the candidate is another client than Plinth, compared with the program written by hand. */
    boolean peer() {
        return baseline.equals(BY_HAND) && !candidate.startsWith("plinth");
    }

    /** Returns whether both rows are about the same work under the same conditions. */
    boolean alike(Row other) {
        return work == other.work && link == other.link && heap == other.heap && baseline.equals(other.baseline);
    }

    /** Returns what is done and how. */
    String title() {
        String words = work.name()
                .toLowerCase(Locale.ROOT)
                .replaceAll("([0-9])_(000)", "$1,$2")
                .replace('_', ' ');
        return words.replace("gib", "GiB").replace("kib", "KiB") + ", " + link.title()
                + (heap == HEAP ? "" : ", heap of " + heap + " MB");
    }

    String candidateTitle() {
        return Candidates.with(candidate).title(candidate) + (archive ? ", with an AppCDS archive" : "");
    }

    String baselineTitle() {
        return Candidates.with(baseline).title(baseline);
    }
}
