package dev.plinth.storage.transfer;

import static dev.plinth.storage.transfer.FileStatus.FAILED;
import static dev.plinth.storage.transfer.FileStatus.REFUSED;
import static dev.plinth.storage.transfer.FileStatus.SKIPPED;
import static dev.plinth.storage.transfer.FileStatus.TRANSFERRED;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.storage.KeyCodec;
import dev.plinth.tests.stack.Way;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

/** Uploads and downloads of directories where nothing goes wrong; also on the real server. */
@ParameterizedClass
@EnumSource(Way.class)
class DirectoryTest extends DirectoryTestCase {

    @Test
    void uploadsAllFilesBelowThePrefix() {
        tree.file("a.txt", "a").file("d/b.txt", "b").file("d/e/c.txt", "").file(".hidden", "h");

        DirectoryResult result = workshop.bucket()
                .uploadDirectory(tree.root(), o -> o.prefix("up/2026"))
                .run();

        assertThat(workshop.objects())
                .isEqualTo(Map.of(
                        "up/2026/a.txt", "a", "up/2026/d/b.txt", "b", "up/2026/d/e/c.txt", "", "up/2026/.hidden", "h"));
        assertThat(paths(result, TRANSFERRED)).containsExactly(".hidden", "a.txt", "d/b.txt", "d/e/c.txt");
        assertThat(result.bytesTransferred()).isEqualTo(3);
        assertThat(result.throwIfIncomplete()).isSameAs(result);
        assertThat(workshop.bucket().getInfo("up/2026/a.txt").contentType()).hasValue("text/plain");
    }

    @Test
    void downloadsAllObjectsBelowThePrefix() {
        workshop.store("up/a.txt", "a");
        workshop.store("up/d/b.txt", "b");
        workshop.store("upper/c.txt", "c");

        DirectoryResult result = workshop.bucket()
                .downloadDirectory(tree.root(), o -> o.prefix("up"))
                .run();

        assertThat(tree.files()).isEqualTo(Map.of("a.txt", "a", "d/b.txt", "b"));
        assertThat(paths(result, TRANSFERRED)).containsExactly("a.txt", "d/b.txt");
    }

    @Test
    void aDownloadedFileHasTheTimeOfItsObject() throws IOException {
        workshop.store("a.txt", "a");
        Instant modified =
                workshop.bucket().list().first().orElseThrow().updatedAt().orElseThrow();

        workshop.bucket().downloadDirectory(tree.root(), o -> {}).run();

        assertThat(Files.getLastModifiedTime(tree.root().resolve("a.txt")).toMillis())
                .isEqualTo(modified.toEpochMilli());
    }

    @Test
    void anUploadDoesNotReplaceUnlessAskedTo() {
        tree.file("a.txt", "new").file("b.txt", "b");
        workshop.store("a.txt", "old");

        DirectoryResult refused =
                workshop.bucket().uploadDirectory(tree.root(), o -> {}).run();

        assertThat(refused.outcomes(FAILED)).singleElement().satisfies(outcome -> {
            assertThat(outcome.path()).isEqualTo("a.txt");
            assertThat(outcome.error()).containsInstanceOf(ConflictException.class);
        });
        assertThatThrownBy(refused::throwIfFailed)
                .isInstanceOf(DirectoryTransferException.class)
                .hasMessageContaining("1 failed")
                .hasMessageContaining("a.txt")
                .hasCauseInstanceOf(ConflictException.class);
        assertThat(workshop.objects()).isEqualTo(Map.of("a.txt", "old", "b.txt", "b"));

        workshop.bucket()
                .uploadDirectory(tree.root(), o -> o.upsert(true))
                .run()
                .throwIfFailed();
        assertThat(workshop.objects()).isEqualTo(Map.of("a.txt", "new", "b.txt", "b"));
    }

    @Test
    void namesThatTheServerCannotStoreAreRefusedOrEncoded() {
        tree.file("Füße.txt", "f").file("a#b/c.txt", "c").file("ok.txt", "o");

        DirectoryResult refused = workshop.bucket().syncUp(tree.root(), o -> {}).run();
        assertThat(paths(refused, REFUSED)).containsExactly("Füße.txt", "a#b/c.txt");
        assertThat(workshop.objects()).containsOnlyKeys("ok.txt");
        assertThatThrownBy(refused::throwIfIncomplete)
                .isInstanceOf(DirectoryTransferException.class)
                .hasMessageContaining("2 refused")
                .hasMessageContaining("withKeyCodec");
        assertThat(refused.throwIfFailed()).isSameAs(refused);

        workshop.bucket()
                .syncUp(tree.root(), o -> o.keyCodec(KeyCodec.escaping()))
                .run()
                .throwIfIncomplete();
        Tree copy = new Tree(folder.resolve("copy"));
        workshop.bucket()
                .downloadDirectory(copy.root(), o -> o.keyCodec(KeyCodec.escaping()))
                .run()
                .throwIfIncomplete();
        assertThat(copy.files()).isEqualTo(tree.files());
        DirectoryResult again = workshop.bucket()
                .withKeyCodec(KeyCodec.escaping())
                .syncUp(tree.root(), o -> o.deleteExtra(true))
                .run();
        assertThat(again.count(SKIPPED)).isEqualTo(3);
        assertThat(again.outcomes()).hasSize(3);
    }

    @Test
    void aFileAndAFolderOfTheSameNameAreReported() {
        workshop.store("a", "file");
        workshop.store("a/b", "in the folder");

        DirectoryResult result =
                workshop.bucket().downloadDirectory(tree.root(), o -> {}).run();

        assertThat(tree.files()).isEqualTo(Map.of("a/b", "in the folder"));
        assertThat(paths(result, REFUSED)).containsExactly("a");
    }

    @Test
    void largeFilesGoInParts() throws IOException {
        byte[] bytes = Workshop.random(350_000);
        Files.createDirectories(tree.root());
        Files.write(tree.root().resolve("large"), bytes);

        workshop.bucket()
                .syncUp(
                        tree.root(),
                        o -> o.partSize(100_000).journal(tree.root().resolve(".uploads")))
                .run()
                .throwIfIncomplete();
        Path copy = folder.resolve("copy");
        workshop.bucket().syncDown(copy, o -> o.partSize(100_000)).run().throwIfIncomplete();

        assertThat(copy.resolve("large")).hasBinaryContent(bytes);
        DirectoryResult again = workshop.bucket()
                .syncUp(tree.root(), o -> o.journal(tree.root().resolve(".uploads")))
                .run();
        assertThat(again.outcomes()).extracting(FileOutcome::status).containsExactly(SKIPPED);
    }

    @Test
    void progressCountsFilesAndBytes() {
        tree.file("a", "12345").file("d/b", "123");
        workshop.store("a", "12345");
        List<DirectoryProgress> told = new CopyOnWriteArrayList<>();
        List<String> files = new CopyOnWriteArrayList<>();

        DirectoryTransfer transfer = workshop.bucket()
                .syncUp(tree.root(), o -> o.onProgress(told::add).onFile(f -> files.add(f.status() + " " + f.path())));
        transfer.run();

        assertThat(told.get(told.size() - 1).transferred()).isEqualTo(3);
        assertThat(transfer.progress().total()).hasValue(3);
        assertThat(transfer.progress().files()).isEqualTo(2);
        assertThat(transfer.progress().totalFiles()).hasValue(2);
        assertThat(files).containsExactlyInAnyOrder("SKIPPED a", "TRANSFERRED d/b");
    }

    @Test
    void theReportCanBeKeptSmall() {
        tree.file("a", "1").file("ä", "2");

        DirectoryResult result = workshop.bucket()
                .syncUp(tree.root(), DirectoryOptions::reportProblemsOnly)
                .run();

        assertThat(result.outcomes()).extracting(FileOutcome::path).containsExactly("ä");
        assertThat(result.count(TRANSFERRED)).isEqualTo(1);
    }

    @Test
    void aDryRunOfADownloadCreatesNothing() {
        workshop.store("a", "1");

        DirectoryResult result = workshop.bucket()
                .downloadDirectory(tree.root(), DirectoryOptions::dryRun)
                .run();

        assertThat(paths(result, TRANSFERRED)).containsExactly("a");
        assertThat(tree.root()).doesNotExist();
    }

    @Test
    void asCurlOnlyTheListIsShownAndNothingIsSent() {
        tree.file("a", "1");
        Path other = folder.resolve("other");

        String up = workshop.bucket().toCurl(b -> b.syncUp(tree.root(), o -> {}).run());
        String down = workshop.bucket().toCurl(b -> b.syncDown(other, o -> {}).run());

        assertThat(up).contains("list-v2");
        assertThat(down).contains("list-v2");
        assertThat(workshop.objects()).isEmpty();
        assertThat(other).doesNotExist();
    }
}
