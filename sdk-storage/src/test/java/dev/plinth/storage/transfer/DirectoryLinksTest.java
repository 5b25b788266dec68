package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Symbolic links and other things in a directory that are not plain files. */
class DirectoryLinksTest {

    private static final String TEMPORARY = ".plinth-0a0a0a0a-0a0a-0a0a-0a0a-0a0a0a0a0a0a.part";

    @TempDir
    Path folder;

    private final Workshop workshop = new Workshop();
    private Tree tree;
    private Tree outside;

    @BeforeEach
    void create() {
        outside = new Tree(folder.resolve("outside")).file("x", "x").file("d/y", "y");
        tree = new Tree(folder.resolve("tree"))
                .file("a", "a")
                .link("file", outside.root().resolve("x"))
                .link("dir", outside.root().resolve("d"))
                .link("sub/loop", folder.resolve("tree"))
                .link("broken", folder.resolve("nowhere"));
    }

    @AfterEach
    void clear() {
        workshop.close();
    }

    @Test
    void linksAreRefusedByDefault() {
        DirectoryResult result = workshop.bucket().syncUp(tree.root(), o -> {}).run();

        assertThat(workshop.objects()).isEqualTo(Map.of("a", "a"));
        assertThat(result.outcomes(FileStatus.REFUSED))
                .extracting(FileOutcome::path)
                .containsExactlyInAnyOrder("file", "dir", "sub/loop", "broken");
    }

    @Test
    void objectsOfTheNameOfALinkAreNotDeleted() {
        workshop.store("file", "1");
        workshop.store("dir/y", "2");
        workshop.store("broken", "3");
        workshop.store("extra", "4");

        workshop.bucket().syncUp(tree.root(), o -> o.deleteExtra(true)).run();

        assertThat(workshop.objects()).containsOnlyKeys("a", "file", "dir/y", "broken");
    }

    @Test
    void linksAreFollowedOnRequestButNotInCircles() {
        DirectoryResult result = workshop.bucket()
                .syncUp(tree.root(), SyncOptions::followSymbolicLinks)
                .run();

        assertThat(workshop.objects()).isEqualTo(Map.of("a", "a", "file", "x", "dir/y", "y"));
        assertThat(result.outcomes(FileStatus.REFUSED))
                .extracting(FileOutcome::path)
                .containsExactlyInAnyOrder("sub/loop", "broken");
    }

    @Test
    void deletingExtraFilesLeavesLinksAndWhatTheyLeadTo() {
        workshop.store("other", "o");

        DirectoryResult result = workshop.bucket()
                .syncDown(tree.root(), o -> o.deleteExtra(true))
                .run();

        assertThat(result.outcomes(FileStatus.DELETED))
                .extracting(FileOutcome::path)
                .containsExactly("a");
        assertThat(outside.files()).isEqualTo(Map.of("x", "x", "d/y", "y"));
        assertThat(tree.root().resolve("dir")).isSymbolicLink();
    }

    @Test
    void temporaryFilesOfDownloadsAreNotUploadedAndAreDeletedAfterADay() throws IOException {
        tree.file(TEMPORARY, "half").file("sub/" + TEMPORARY, "half");
        Files.setLastModifiedTime(
                tree.root().resolve(TEMPORARY), FileTime.from(Instant.now().minus(Duration.ofHours(25))));

        workshop.bucket().syncUp(tree.root(), o -> {}).run();
        workshop.store("sub/b", "b");
        workshop.bucket().downloadDirectory(tree.root(), o -> {}).run();

        assertThat(workshop.objects()).containsOnlyKeys("a", "sub/b");
        assertThat(tree.root().resolve(TEMPORARY)).doesNotExist();
        assertThat(tree.root().resolve("sub").resolve(TEMPORARY)).exists();
    }
}
