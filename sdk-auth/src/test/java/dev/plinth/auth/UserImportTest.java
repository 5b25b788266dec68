package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.PermissionDeniedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Many users at once, and what stops them. */
class UserImportTest {

    private final MockWebServer server = new MockWebServer();
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile int limitEvery = Integer.MAX_VALUE;
    private volatile int refuseFrom = Integer.MAX_VALUE;
    private Connection connection;

    @TempDir
    Path folder;

    @BeforeEach
    void start() throws IOException {
        server.setDispatcher(new Dispatcher() {
            @Override
            public MockResponse dispatch(RecordedRequest request) {
                most.accumulateAndGet(now.incrementAndGet(), Math::max);
                try {
                    return answer(request.getBody().utf8());
                } finally {
                    now.decrementAndGet();
                }
            }
        });
        server.start();
        connection = Connection.toProject(server.url("/").toString(), ApiKey.of("sb_secret_x"));
    }

    private MockResponse answer(String body) {
        int number = asked.incrementAndGet();
        if (number >= refuseFrom) {
            return Answers.error(403, "not_admin");
        }
        if (number % limitEvery == 0) {
            return Answers.error(429, "over_request_rate_limit");
        }
        String email = body.replaceAll(".*\"email\":\"([^\"]*)\".*", "$1");
        if (email.startsWith("bad")) {
            return Answers.error(400, "validation_failed");
        }
        return there.add(email) ? Answers.json(200, Answers.user()) : Answers.error(422, "email_exists");
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    private static Stream<NewUser> users(int count) {
        return IntStream.range(0, count)
                .mapToObj(i -> NewUser.builder().email("u" + i + "@example.com").build());
    }

    @Test
    void tellsWhatCameOfEach() {
        there.add("u1@example.com");
        Map<Long, ImportRow.Outcome> outcomes = new HashMap<>();
        Stream<NewUser> rows = Stream.concat(
                users(3), Stream.of(NewUser.builder().email("bad@example.com").build()));

        ImportReport report =
                Users.of(connection).importUsers(rows, o -> o.onRow(row -> outcomes.put(row.index(), row.outcome())));

        assertThat(outcomes)
                .containsEntry(0L, ImportRow.Outcome.CREATED)
                .containsEntry(1L, ImportRow.Outcome.EXISTED)
                .containsEntry(2L, ImportRow.Outcome.CREATED)
                .containsEntry(3L, ImportRow.Outcome.FAILED);
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.existed()).isEqualTo(1);
        assertThat(report.failed()).isEqualTo(1);
    }

    @Test
    void waitsOutLimits() {
        limitEvery = 5;

        ImportReport report = Users.of(connection).importUsers(users(12), o -> o.concurrency(2));

        assertThat(report.created()).isEqualTo(12);
    }

    @Test
    void neverRunsMoreThanItMay() {
        Users.of(connection).importUsers(users(300), o -> o.concurrency(3));

        assertThat(most.get()).isBetween(1, 3);
    }

    @Test
    void goesOnWhereItWasStopped() throws IOException {
        Path journal = folder.resolve("import.journal");
        Stream<NewUser> dying = users(1000).peek(user -> {
            if (user.email().orElseThrow().equals("u500@example.com")) {
                throw new IllegalStateException("killed");
            }
        });
        assertThatThrownBy(() -> Users.of(connection).importUsers(dying, o -> o.journal(journal)))
                .isInstanceOf(IllegalStateException.class);
        Files.writeString(journal, "17\tabc", StandardOpenOption.APPEND);

        ImportReport report = Users.of(connection).importUsers(users(1000), o -> o.journal(journal));

        assertThat(report.resumed()).isEqualTo(500);
        assertThat(report.created()).isEqualTo(500);
        assertThat(report.existed()).isZero();
        assertThat(asked).hasValue(1000);
        assertThat(there).hasSize(1000);
    }

    @Test
    void refusesTheJournalOfAnotherImport() {
        Path journal = folder.resolve("import.journal");
        Users.of(connection).importUsers(users(3), o -> o.journal(journal));

        Stream<NewUser> others =
                Collections.nCopies(3, NewUser.builder().email("x@example.com").build()).stream();
        assertThatThrownBy(() -> Users.of(connection).importUsers(others, o -> o.journal(journal)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("another import");
    }

    @Test
    void stopsWhenTheCredentialIsRefused() {
        refuseFrom = 10;

        assertThatThrownBy(() -> Users.of(connection).importUsers(users(100_000), o -> {}))
                .isInstanceOf(PermissionDeniedException.class);

        assertThat(asked.get()).isLessThan(100);
    }
}
