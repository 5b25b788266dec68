package dev.plinth.storage.transfer.internal.directory;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.StorageClient;
import dev.plinth.storage.transfer.DirectoryResult;
import dev.plinth.storage.transfer.FileOutcome;
import dev.plinth.storage.transfer.FileStatus;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Keys that are the same file where the file system ignores case. */
class CaseTest {

    @TempDir
    Path folder;

    private final Connection connection = Way.DIRECT.connect(Stack.get(), o -> {});
    private final String id = Stack.uniqueName("case");
    private final Bucket bucket = StorageClient.of(connection).bucket(id);

    @BeforeEach
    void fill() {
        StorageClient.of(connection).buckets().create(id);
        for (String key : List.of("A.txt", "a.txt", "D/x.txt", "d/y.txt", "b", "B/z")) {
            bucket.upload(key, Content.ofString(key));
        }
    }

    @AfterEach
    void clear() {
        StorageClient.of(connection).buckets().empty(id);
        StorageClient.of(connection).buckets().delete(id);
        connection.close();
    }

    private DirectoryResult syncDown() {
        SyncSettings settings = new SyncSettings();
        settings.deleteExtra(true);
        settings.nameFolding = root -> name -> name.toLowerCase(Locale.ROOT);
        return new DirectoryHandle(connection, settings.plan("storage.syncDown", id, KeyCodec.plain(), folder), false)
                .run();
    }

    @Test
    void oneIsDownloadedAndTheOthersAreReported() {
        DirectoryResult result = syncDown();

        assertThat(result.outcomes(FileStatus.TRANSFERRED))
                .extracting(FileOutcome::path)
                .containsExactlyInAnyOrder("A.txt", "D/x.txt", "B/z");
        assertThat(result.outcomes(FileStatus.REFUSED))
                .extracting(FileOutcome::path)
                .containsExactlyInAnyOrder("a.txt", "d/y.txt", "b");
        assertThat(folder.resolve("A.txt")).hasContent("A.txt");
    }

    @Test
    void aFileWhoseNameDiffersOnlyByCaseIsNotExtra() throws Exception {
        Files.writeString(folder.resolve("a.TXT"), "mine");

        assertThat(syncDown().count(FileStatus.DELETED)).isZero();
    }
}
