package dev.plinth.auth;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.CallInterruptedException;
import dev.plinth.core.Connection;
import dev.plinth.core.LocalIOException;
import dev.plinth.core.PermissionDeniedException;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Many users at once, and what stops them. */
class UserImportTest {

    private final MockWebServer server = new MockWebServer();
    private final Set<String> there = ConcurrentHashMap.newKeySet();
    private final AtomicInteger asked = new AtomicInteger();
    private final AtomicInteger now = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private volatile int limitEvery = Integer.MAX_VALUE;
    private volatile int refuseFrom = Integer.MAX_VALUE;
    private volatile int holdFrom = Integer.MAX_VALUE;
    private volatile Runnable holding = () -> {};
    private volatile String retryAfter = "";
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
        if (number == holdFrom) {
            holding.run();
        }
        if (number >= refuseFrom) {
            return Answers.error(403, "not_admin");
        }
        if (number % limitEvery == 0) {
            MockResponse.Builder limited =
                    Answers.error(429, "over_request_rate_limit").newBuilder();
            return (retryAfter.isEmpty() ? limited : limited.addHeader("Retry-After", retryAfter)).build();
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
                .containsEntry(1L, ImportRow.Outcome.ALREADY_EXISTED)
                .containsEntry(2L, ImportRow.Outcome.CREATED)
                .containsEntry(3L, ImportRow.Outcome.FAILED);
        assertThat(report.created()).isEqualTo(2);
        assertThat(report.alreadyExisted()).isEqualTo(1);
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
    void readsEveryOutcomeOfItsJournal() {
        Path journal = folder.resolve("import.journal");
        there.add("u1@example.com");
        List<NewUser> rows = Stream.concat(
                        users(2),
                        Stream.of(NewUser.builder().email("bad@example.com").build()))
                .toList();
        ImportReport first = Users.of(connection).importUsers(rows.stream(), o -> o.journal(journal));

        ImportReport second = Users.of(connection).importUsers(rows.stream(), o -> o.journal(journal));

        assertThat(first.resumed()).isZero();
        assertThat(second.resumed()).isEqualTo(2);
        assertThat(second.failed()).isEqualTo(1);
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
        assertThat(report.alreadyExisted()).isZero();
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

    @Test
    void anInterruptionLeavesNoUserUnjournaled() throws Exception {
        Path journal = folder.resolve("import.journal");
        Thread importing = Thread.currentThread();
        holdFrom = 3;
        holding = importing::interrupt;

        assertThatThrownBy(() -> Users.of(connection)
                        .importUsers(users(100), o -> o.concurrency(4).journal(journal)))
                .isInstanceOf(CallInterruptedException.class);
        boolean interrupted = Thread.interrupted();

        assertThat(interrupted).isTrue();
        assertThat(journaled(journal)).isEqualTo(there.size());
        assertThat(asked.get()).isLessThan(100);
    }

    @Test
    void anInterruptionEndsALongPause() {
        limitEvery = 1;
        retryAfter = "3600";
        holdFrom = 1;
        holding = Thread.currentThread()::interrupt;

        assertThatThrownBy(() -> Users.of(connection).importUsers(users(3), o -> o.concurrency(1)))
                .isInstanceOf(CallInterruptedException.class);
        boolean interrupted = Thread.interrupted();

        assertThat(interrupted).isTrue();
    }

    @Test
    void aListenerThatThrowsStopsItAndLosesNoRow() throws IOException {
        Path journal = folder.resolve("import.journal");
        AtomicInteger told = new AtomicInteger();

        assertThatThrownBy(() -> Users.of(connection)
                        .importUsers(
                                users(1000),
                                o -> o.journal(journal).onRow(row -> {
                                    told.incrementAndGet();
                                    throw new IllegalStateException("mine");
                                })))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("mine");

        assertThat(asked.get()).isLessThan(100);
        assertThat(journaled(journal)).isEqualTo(there.size());
        assertThat(told).hasValue(there.size());
    }

    private static long journaled(Path journal) throws IOException {
        return Files.readAllLines(journal).stream()
                .filter(line -> line.contains("CREATED"))
                .count();
    }

    @Test
    void aJournalThatCannotBeOpenedStopsItBeforeTheFirstUser() throws IOException {
        Path file = Files.createFile(folder.resolve("file"));

        for (Path journal : new Path[] {file.resolve("import.journal"), folder}) {
            assertThatThrownBy(() -> Users.of(connection).importUsers(users(3), o -> o.journal(journal)))
                    .isInstanceOf(LocalIOException.class)
                    .hasMessageContaining("journal");
        }
        assertThat(asked).hasValue(0);
    }

    @Test
    void aFullDiskStopsItBeforeTheNextUser() throws Exception {
        // The shell's limit on the size of files stands for a disk that is full.
        Process process = new ProcessBuilder(
                        "sh",
                        "-c",
                        "ulimit -f 1; exec \"$@\"",
                        "sh",
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:-UsePerfData",
                        "-cp",
                        System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                        Program.class.getName(),
                        server.url("/").toString(),
                        folder.resolve("import.journal").toString())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();

        assertThat(process.inputReader().readLine()).isEqualTo("LocalIOException");
        assertThat(process.waitFor()).isZero();

        assertThat(there.size()).isEqualTo((int) journaled(folder.resolve("import.journal")) + 1);
    }

    /** A process that imports one user after the other. */
    public static final class Program {

        private Program() {}

        /** Prints what stopped it. */
        public static void main(String[] arguments) {
            try (Connection connection = Connection.toProject(arguments[0], ApiKey.of("sb_secret_x"))) {
                ImportReport report = Users.of(connection)
                        .importUsers(users(1000), o -> o.concurrency(1).journal(Path.of(arguments[1])));
                System.out.println(report);
            } catch (RuntimeException e) {
                System.out.println(e.getClass().getSimpleName());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "name,email\nAda,ada@example.com\n",
                "x\tabc\tCREATED\tid\n",
                "2147483647\tabc\tCREATED\tid\n",
                "99999999999\tabc\tCREATED\tid\n",
                "-1\tabc\tCREATED\tid\n",
                "0\tno mark\tCREATED\tid\n",
                "0\tabc\tLOST\tid\n",
                "\u00e9\u20ac\n"
            })
    void refusesAFileThatIsNoJournalAndLeavesItAsItIs(String text) throws IOException {
        Path journal = Files.writeString(folder.resolve("users.csv"), text + "cut");

        assertThatThrownBy(() -> Users.of(connection).importUsers(users(3), o -> o.journal(journal)))
                .isInstanceOf(LocalIOException.class)
                .hasMessageContaining("not an import journal");

        assertThat(journal).hasContent(text + "cut");
        assertThat(asked).hasValue(0);
    }
}
