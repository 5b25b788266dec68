package dev.plinth.testkit.internal.control;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.testkit.LocalPlatform;
import dev.plinth.testkit.Profile;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What a running Studio answered, the profile studio answers; but for what a file lists, with the reason. */
class PlatformRecordingsTest {
    private static final AtomicInteger TOTAL = new AtomicInteger();
    private static final AtomicInteger EQUAL = new AtomicInteger();
    private static final List<String> FILES =
            List.of("auth_users", "auth_mail", "storage_buckets", "storage_objects", "storage_names", "projects");

    @Test
    void answersAsTheRecordedStudio() throws IOException {
        try (LocalPlatform platform = LocalPlatform.builder()
                .profile(Profile.STUDIO)
                .set("SUPABASE_PUBLIC_URL", "http://localhost:8000")
                .set("GOTRUE_PASSWORD_HASH_COST", "4")
                .start()) {
            PlatformReplay replay = new PlatformReplay(platform);
            for (String file : FILES) {
                check(file, replay.run(file));
            }
        }
    }

    @Test
    void answersAsTheRecordedStudioInHostedMode() throws IOException {
        try (LocalPlatform platform = LocalPlatform.builder()
                .profile(Profile.STUDIO)
                .set("NEXT_PUBLIC_IS_PLATFORM", "true")
                .start()) {
            check("hosted", new PlatformReplay(platform).run("hosted"));
        }
    }

    @AfterAll
    static void total() {
        System.out.printf("%d of %d equal (%.1f %%)%n", EQUAL.get(), TOTAL.get(), 100.0 * EQUAL.get() / TOTAL.get());
    }

    private static void check(String file, Map<String, String> outcomes) throws IOException {
        Map<String, String> different = outcomes.entrySet().stream()
                .filter(outcome -> !outcome.getValue().isEmpty())
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
        System.out.printf(
                "%-16s %4d exchanges, %4d equal, %3d excepted%n",
                file, outcomes.size(), outcomes.size() - different.size(), different.size());
        TOTAL.addAndGet(outcomes.size());
        EQUAL.addAndGet(outcomes.size() - different.size());
        assertThat(new TreeSet<>(different.keySet())).as("%s", different).isEqualTo(exceptions(file));
    }

    private static Set<String> exceptions(String file) throws IOException {
        try (InputStream in = PlatformRecordingsTest.class.getResourceAsStream("/recordings/platform-exceptions.txt")) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\\s*\\|\\s*", 3))
                    .filter(parts -> parts.length == 3 && parts[0].equals(file))
                    .map(parts -> parts[1])
                    .collect(Collectors.toCollection(TreeSet::new));
        }
    }
}
