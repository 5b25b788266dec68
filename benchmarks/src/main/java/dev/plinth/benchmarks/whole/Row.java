package dev.plinth.benchmarks.whole;

import java.util.List;

/**
 * A comparison: a candidate and the program that it is compared with, for a piece of work.
 *
 * @param scheme {@code http} or {@code https}
 * @param candidate the candidate's name, as in the report
 * @param program the candidate
 * @param baseline what it is compared with
 */
record Row(Work work, String scheme, String candidate, String program, String baseline) {

    static List<Row> all() {
        return List.of(
                large(Work.UPLOAD_1_GIB, "http", "auto"),
                large(Work.UPLOAD_1_GIB, "http", "always"),
                large(Work.UPLOAD_1_GIB, "http", "never"),
                large(Work.UPLOAD_1_GIB, "https", "auto"),
                large(Work.UPLOAD_1_GIB, "https", "always"),
                large(Work.UPLOAD_1_GIB, "https", "never"),
                large(Work.DOWNLOAD_1_GIB, "http", "auto"),
                large(Work.DOWNLOAD_1_GIB, "http", "always"),
                large(Work.DOWNLOAD_1_GIB, "http", "never"),
                large(Work.DOWNLOAD_1_GIB, "https", "auto"),
                large(Work.DOWNLOAD_1_GIB, "https", "always"),
                large(Work.DOWNLOAD_1_GIB, "https", "never"),
                large(Work.UPLOAD_10_000_FILES_OF_4_KIB, "http", "auto"),
                large(Work.GET_4_KIB_10_000_TIMES, "http", "auto"),
                large(Work.LIST_BUCKETS_10_000_TIMES_BY_64_THREADS, "http", "auto"),
                large(Work.LIST_100_000_OBJECTS, "http", "auto"),
                large(Work.START_AND_LIST_BUCKETS, "http", "auto"));
    }

    private static Row large(Work work, String scheme, String check) {
        return new Row(
                work,
                scheme,
                "Plinth, verify(" + check.toUpperCase(java.util.Locale.ROOT) + ")",
                "plinth-" + check,
                "okhttp");
    }
}
