package dev.plinth.storage.transfer;

import static dev.plinth.storage.transfer.FileStatus.DELETED;
import static dev.plinth.storage.transfer.FileStatus.REFUSED;
import static dev.plinth.storage.transfer.FileStatus.SKIPPED;
import static dev.plinth.storage.transfer.FileStatus.TRANSFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.LocalIOException;
import dev.plinth.tests.stack.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Synchronizations of directories where nothing goes wrong: what is transferred and what is deleted; also on the real server. */
@ParameterizedClass
@EnumSource(Way.class)
class DirectorySyncTest extends DirectoryTestCase {

    @Test
    void aSecondUploadSendsOnlyWhatChanged() {
        tree.file("a.txt", "aa").file("b.txt", "bb");
        workshop.bucket().syncUp(tree.root(), o -> {}).run();
        tree.file("b.txt", "BB").file("c.txt", "cc");

        DirectoryResult result = workshop.bucket().syncUp(tree.root(), o -> {}).run();

        assertThat(paths(result, SKIPPED)).containsExactly("a.txt");
        assertThat(paths(result, TRANSFERRED)).containsExactly("b.txt", "c.txt");
        assertThat(workshop.objects()).isEqualTo(tree.files());
    }

    @Test
    void aSecondDownloadFetchesOnlyWhatChanged() {
        workshop.store("a.txt", "aa");
        workshop.store("b.txt", "bb");
        workshop.bucket().syncDown(tree.root(), o -> {}).run();
        tree.file("b.txt", "xx");

        DirectoryResult result =
                workshop.bucket().syncDown(tree.root(), o -> {}).run();

        assertThat(paths(result, SKIPPED)).containsExactly("a.txt");
        assertThat(paths(result, TRANSFERRED)).containsExactly("b.txt");
        assertThat(tree.files()).isEqualTo(Map.of("a.txt", "aa", "b.txt", "bb"));
    }

    @Test
    void byTimeAFileThatIsNotNewerIsSkipped() throws IOException {
        tree.file("old.txt", "aa").file("new.txt", "bb");
        workshop.store("old.txt", "xx");
        workshop.store("new.txt", "yy");
        Files.setLastModifiedTime(
                tree.root().resolve("old.txt"), FileTime.from(Instant.now().minusSeconds(3600)));
        Files.setLastModifiedTime(
                tree.root().resolve("new.txt"), FileTime.from(Instant.now().plusSeconds(3600)));

        DirectoryResult up = workshop.bucket()
                .syncUp(
                        tree.root(),
                        o -> o.compareBy(SyncComparison.MODIFICATION_TIME).dryRun())
                .run();
        DirectoryResult down = workshop.bucket()
                .syncDown(
                        tree.root(),
                        o -> o.compareBy(SyncComparison.MODIFICATION_TIME).dryRun())
                .run();

        assertThat(paths(up, TRANSFERRED)).containsExactly("new.txt");
        assertThat(paths(down, TRANSFERRED)).containsExactly("old.txt");
    }

    @Test
    void extraObjectsAreDeletedOnlyOnRequestAndOnlyBelowThePrefix() {
        tree.file("a.txt", "a").file("d/b.txt", "b");
        List.of("p/a.txt", "p/d/extra", "p/e/f/extra", "p2/x", "x", "pa").forEach(key -> workshop.store(key, "a"));

        workshop.bucket().syncUp(tree.root(), o -> o.prefix("p")).run();
        assertThat(workshop.objects()).hasSize(7);
        DirectoryResult dry = workshop.bucket()
                .syncUp(tree.root(), o -> o.prefix("p").deleteExtra(true).dryRun())
                .run();
        assertThat(workshop.objects()).hasSize(7);
        DirectoryResult result = workshop.bucket()
                .syncUp(tree.root(), o -> o.prefix("p").deleteExtra(true))
                .run();

        assertThat(paths(dry, DELETED)).containsExactly("d/extra", "e/f/extra");
        assertThat(dry.dryRun()).isTrue();
        assertThat(paths(result, DELETED)).containsExactly("d/extra", "e/f/extra");
        assertThat(workshop.objects().keySet()).containsExactly("p/a.txt", "p/d/b.txt", "p2/x", "pa", "x");
    }

    @Test
    void extraFilesAreDeletedOnlyOnRequest() {
        workshop.store("p/a.txt", "a");
        tree.file("a.txt", "a").file("extra", "x").file("d/e/extra", "x");

        workshop.bucket().syncDown(tree.root(), o -> o.prefix("p")).run();
        assertThat(tree.files()).hasSize(3);
        DirectoryResult dry = workshop.bucket()
                .syncDown(tree.root(), o -> o.prefix("p").deleteExtra(true).dryRun())
                .run();
        assertThat(tree.files()).hasSize(3);
        DirectoryResult result = workshop.bucket()
                .syncDown(tree.root(), o -> o.prefix("p").deleteExtra(true))
                .run();

        assertThat(paths(dry, DELETED)).containsExactly("d/e/extra", "extra");
        assertThat(paths(result, DELETED)).containsExactly("d/e/extra", "extra");
        assertThat(tree.files()).isEqualTo(Map.of("a.txt", "a"));
    }

    @Test
    void whatAFilterHidesIsNeitherTransferredNorDeleted() {
        tree.file("a.txt", "a").file("a.log", "l").file("tmp/b.txt", "b");
        workshop.store("old.txt", "o");
        workshop.store("old.log", "o");
        workshop.store("tmp/old.txt", "o");
        workshop.store("gone/tmp/old.txt", "o");

        DirectoryResult result = workshop.bucket()
                .syncUp(tree.root(), o -> o.deleteExtra(true).include("*.txt").exclude("tmp"))
                .run();

        assertThat(paths(result, TRANSFERRED)).containsExactly("a.txt");
        assertThat(paths(result, DELETED)).containsExactly("old.txt");
        assertThat(workshop.objects().keySet()).containsExactly("a.txt", "gone/tmp/old.txt", "old.log", "tmp/old.txt");

        DirectoryResult down = workshop.bucket()
                .syncDown(tree.root(), o -> o.deleteExtra(true).include("*.txt").exclude("tmp"))
                .run();
        assertThat(paths(down, SKIPPED)).containsExactly("a.txt");
        assertThat(tree.files()).containsOnlyKeys("a.txt", "a.log", "tmp/b.txt");
    }

    @Test
    void nothingIsDeletedIfTheSourceIsEmpty() throws IOException {
        Files.createDirectories(tree.root());
        workshop.store("a.txt", "a");

        DirectoryResult up =
                workshop.bucket().syncUp(tree.root(), o -> o.deleteExtra(true)).run();

        assertThat(workshop.objects()).containsOnlyKeys("a.txt");
        assertThat(up.outcomes(SKIPPED))
                .singleElement()
                .satisfies(outcome -> assertThat(outcome.reason())
                        .hasValueSatisfying(why -> assertThat(why).contains("source has no files")));

        tree.file("b.txt", "b");
        workshop.bucket()
                .syncDown(tree.root(), o -> o.prefix("mistyped").deleteExtra(true))
                .run();
        assertThat(tree.files()).containsOnlyKeys("b.txt");
    }

    @Test
    void aLocalFileInTheWayOfAFolderIsReportedAndStays() {
        workshop.store("a/b", "b");
        workshop.store("c", "c");
        tree.file("a", "mine").file("c/d", "mine");

        DirectoryResult result = workshop.bucket()
                .syncDown(tree.root(), o -> o.deleteExtra(true))
                .run();

        assertThat(paths(result, REFUSED)).containsExactly("a/b", "c");
        assertThat(tree.files()).isEqualTo(Map.of("a", "mine", "c/d", "mine"));
    }

    @Test
    void aMissingDirectoryIsNoEmptyOne() {
        workshop.store("a", "1");

        assertThatThrownBy(() -> workshop.bucket()
                        .syncUp(tree.root(), o -> o.deleteExtra(true))
                        .run())
                .isInstanceOf(LocalIOException.class)
                .hasMessageContaining("does not exist");
        assertThat(workshop.objects()).containsOnlyKeys("a");
    }
}
