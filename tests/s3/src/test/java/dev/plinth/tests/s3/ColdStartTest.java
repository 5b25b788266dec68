package dev.plinth.tests.s3;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3Keys;
import dev.plinth.testkit.LocalPlatform;
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
    private static final String BUCKET = "cold";

    @Test
    void costsHardlyMoreThanABareClient() throws IOException, InterruptedException {
        List<Long> ours = new ArrayList<>();
        List<Long> bare = new ArrayList<>();
        List<Double> ratios = new ArrayList<>();
        try (LocalPlatform platform = LocalPlatform.start()) {
            try (S3Client s3 = S3Compat.builder()
                    .endpoint(platform.s3Endpoint())
                    .keys(S3Keys.of(platform.s3AccessKeyId(), platform.s3SecretAccessKey()))
                    .build()
                    .client()) {
                s3.createBucket(r -> r.bucket(BUCKET));
            }
            for (int i = 0; i < PAIRS; i++) {
                // Turn about, so that what else the machine does falls on both.
                boolean oursFirst = i % 2 == 0;
                long first = run(oursFirst ? "ours" : "bare", platform);
                long second = run(oursFirst ? "bare" : "ours", platform);
                ours.add(oursFirst ? first : second);
                bare.add(oursFirst ? second : first);
                ratios.add((double) ours.get(i) / bare.get(i));
            }
        }
        double ratio = median(ratios);
        System.out.printf(
                "cold start to first object: ours %d ms, bare %d ms (medians of %d); median ratio %.3f%n",
                median(ours), median(bare), PAIRS, ratio);

        assertThat(ratio).isLessThanOrEqualTo(1.05);
    }

    private static long run(String which, LocalPlatform platform) throws IOException, InterruptedException {
        Process process = new ProcessBuilder(
                        ProcessHandle.current().info().command().orElse("java"),
                        "-cp",
                        System.getProperty("java.class.path"),
                        ColdStart.class.getName(),
                        which,
                        platform.s3Endpoint(),
                        platform.s3AccessKeyId(),
                        platform.s3SecretAccessKey(),
                        BUCKET)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        assertThat(process.waitFor()).isZero();
        return Long.parseLong(said);
    }

    private static <T extends Comparable<T>> T median(List<T> values) {
        List<T> sorted = new ArrayList<>(values);
        Collections.sort(sorted);
        return sorted.get(sorted.size() / 2);
    }
}
