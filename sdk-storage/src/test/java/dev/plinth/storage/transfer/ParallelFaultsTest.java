package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.Content;
import dev.plinth.core.PermissionDeniedException;
import dev.plinth.core.ServerException;
import dev.plinth.storage.IntegrityException;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.Faults;
import dev.plinth.tests.stack.Stack;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a parallel download does where something goes wrong. */
@Tag("local")
class ParallelFaultsTest {

    private static final byte[] BYTES = Workshop.random(950_001);
    private static final String OBJECTS = "/storage/v1/object/authenticated/**";

    @TempDir
    Path folder;

    private final Workshop workshop = Workshop.impatient();
    private final Faults faults = Stack.get().local().faults();
    private Path file;

    @BeforeEach
    void upload() {
        workshop.bucket().upload("a", Content.ofBytes(BYTES));
        file = folder.resolve("target");
    }

    @AfterEach
    void clear() {
        faults.clear();
        workshop.close();
    }

    static Stream<Arguments> faults() {
        Fault.Requests get = Fault.on("GET", OBJECTS);
        return Stream.of(
                        Named.of("503", get.status(503).times(6)),
                        Named.of("429", get.tooManyRequests(Duration.ZERO)),
                        Named.of("a cut before the answer", get.dropResponseAfter(0)),
                        Named.of(
                                "a cut in the body",
                                get.dropResponseAfter(50_001).times(4)),
                        Named.of("a cut before the last byte", get.dropResponseAfter(99_999)),
                        Named.of("a body that ends early", get.truncate(1_000)),
                        Named.of("silence", get.stall(Duration.ofSeconds(3))))
                .flatMap(fault -> Stream.of(0, 1, 5)
                        .map(skipped -> Arguments.of(Named.of(
                                fault.getName() + " after " + skipped,
                                fault.getPayload().after(skipped)))));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void aFileIsWhatTheObjectIs(Fault fault) {
        faults.add(fault);

        download();

        assertThat(faults.pending()).isEmpty();
        assertThat(file).hasBinaryContent(BYTES);
    }

    @Test
    void bytesThatChangedOnTheWayAreNotASuccess() {
        faults.add(Fault.on("GET", OBJECTS).corruptResponse(12_345).after(3));

        assertThatThrownBy(this::download).isInstanceOf(IntegrityException.class);
        assertThat(file).doesNotExist();
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aRefusalEndsAllParts() {
        faults.add(Fault.on("GET", OBJECTS)
                .status(400, "{\"statusCode\":\"403\",\"error\":\"Unauthorized\",\"message\":\"no\"}")
                .after(4));

        assertThatThrownBy(this::download).isInstanceOf(PermissionDeniedException.class);
        assertThat(folder).isEmptyDirectory();
    }

    @Test
    void aServerThatIsDownEndsTheDownloadWithItsLastFailure() {
        faults.add(Fault.on("GET", OBJECTS).status(503).times(1_000));

        assertThatThrownBy(() -> workshop.bucket()
                        .parallelDownload("a", file, o -> o.partSize(100_000).maxAttempts(2))
                        .run())
                .isInstanceOf(ServerException.class);
        assertThat(folder).isEmptyDirectory();
    }

    private void download() {
        workshop.bucket().parallelDownload("a", file, o -> o.partSize(100_000)).run();
    }
}
