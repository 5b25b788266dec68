package dev.plinth.tests.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import dev.plinth.tests.stack.Stack;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.s3.S3Client;

/** From the start of a JVM to the first object: what our client costs beyond a bare one. */
@Tag("heavy")
class ColdStartTest {

    private static final int PAIRS = 21;
    private static final Stack STACK = Stack.get();
    private static final String BUCKET = Stack.uniqueName("cold");

    @Test
    void costsHardlyMoreThanABareClient() throws IOException, InterruptedException {
        List<Long> ours = new ArrayList<>();
        List<Long> bare = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (S3Client s3 = S3Compat.builder()
                .endpoint(s3("endpoint"))
                .keys(S3Keys.of(s3("accessKeyId"), s3("secretAccessKey")))
                .build()
                .client()) {
            s3.createBucket(r -> r.bucket(BUCKET));
            for (int i = 0; i < PAIRS; i++) {
                // Turn about, so that what else the machine does falls on both.
                boolean oursFirst = i % 2 == 0;
                long first = run(oursFirst ? "ours" : "bare");
                long second = run(oursFirst ? "bare" : "ours");
                ours.add(oursFirst ? first : second);
                bare.add(oursFirst ? second : first);
                ratios.add((double) ours.get(i) / bare.get(i));
            }
            s3.deleteObject(r -> r.bucket(BUCKET).key("first"));
            s3.deleteBucket(r -> r.bucket(BUCKET));
        }
        double ratio = median(ratios);
        System.out.printf(
                "cold start to first object: ours %d ms, bare %d ms (medians of %d); median ratio %.3f%n",
                median(ours), median(bare), PAIRS, ratio);

        assertThat(ratio).isLessThanOrEqualTo(1.05);
    }

    private static long run(String which) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStart.class.getName(),
                        which,
                        s3("endpoint"),
                        s3("accessKeyId"),
                        s3("secretAccessKey"),
                        BUCKET)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(said);
    }

    private static String s3(String field) {
        return STACK.s3(field).orElseThrow();
    }

    private static <T extends Comparable<T>> T median(List<T> values) {
        List<T> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
