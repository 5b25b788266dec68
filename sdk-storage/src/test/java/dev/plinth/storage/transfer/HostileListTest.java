package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.ServerException;
import dev.plinth.storage.KeyCodec;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import mockwebserver3.MockResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a list of keys must not bring about. */
class HostileListTest {

    @TempDir
    Path folder;

    private ListScript server;
    private Tree tree;

    @BeforeEach
    void start() throws IOException {
        server = new ListScript();
        tree = new Tree(folder.resolve("in/tree"));
    }

    @AfterEach
    void stop() {
        server.close();
    }

    @Test
    void noKeyLeadsOutOfTheDirectory() {
        server.object("../evil")
                .object("/absolute")
                .object("a/../../../evil")
                .object("a/./b")
                .object("a//b")
                .object("..")
                .object("a/..")
                .object("slash/")
                .object("nul\0")
                .object("a/ok");

        DirectoryResult result =
                server.bucket().syncDown(tree.root(), o -> o.deleteExtra(true)).run();

        assertThat(new Tree(folder).files()).isEqualTo(Map.of("in/tree/a/ok", "content of a/ok"));
        assertThat(result.outcomes(FileStatus.REFUSED))
                .extracting(FileOutcome::path)
                .containsExactlyInAnyOrder(
                        "../evil", "/absolute", "a/../../../evil", "a/./b", "a//b", "..", "a/..", "slash/", "nul\0");
        assertThat(result.count(FileStatus.TRANSFERRED)).isEqualTo(1);
    }

    @Test
    void noNameThatACodecMakesLeadsOutOfTheDirectory() {
        KeyCodec codec = new KeyCodec() {
            @Override
            public String encode(String name) {
                return name.replace("..", "dots").replace("./", "dot/");
            }

            @Override
            public String decode(String key) {
                return key.replace("dots", "..").replace("dot/", "./");
            }
        };
        server.object("dots/evil").object("a/dots/dots/evil").object("dot/b").object("ok");

        DirectoryResult result = server.bucket()
                .downloadDirectory(tree.root(), o -> o.keyCodec(codec))
                .run();

        assertThat(new Tree(folder).files()).isEqualTo(Map.of("in/tree/ok", "content of ok"));
        assertThat(result.count(FileStatus.REFUSED)).isEqualTo(3);
    }

    @Test
    void nothingIsWrittenThroughASymbolicLink() {
        Tree outside =
                new Tree(folder.resolve("outside")).file("victim", "untouched").file("d/x", "untouched");
        tree.file("mine", "m")
                .link("link", outside.root().resolve("victim"))
                .link("d", outside.root().resolve("d"))
                .link("dangling", outside.root().resolve("new"));
        server.object("link").object("d/x").object("d/e/y").object("dangling");

        DirectoryResult result =
                server.bucket().syncDown(tree.root(), o -> o.deleteExtra(true)).run();

        assertThat(outside.files()).isEqualTo(Map.of("victim", "untouched", "d/x", "untouched"));
        assertThat(result.outcomes(FileStatus.REFUSED))
                .extracting(FileOutcome::path)
                .containsExactlyInAnyOrder("link", "d/x", "d/e/y", "dangling");
        assertThat(tree.root().resolve("link")).isSymbolicLink();
    }

    @Test
    void aListWithKeysOfOtherFoldersDeletesNothing() {
        tree.file("a", "a");
        server.answers(prefix -> ListScript.objects("p/a", "other/b"));

        assertThatThrownBy(() -> server.bucket()
                        .syncUp(tree.root(), o -> o.prefix("p").deleteExtra(true))
                        .run())
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("other/b");
        assertThat(server.changes()).noneMatch(change -> change.startsWith("DELETE"));
    }

    @Test
    void aListThatIgnoresTheDelimiterDeletesNothing() {
        tree.file("d/a", "a");
        server.answers(prefix -> ListScript.objects("d/a", "d/b"));

        assertThatThrownBy(() -> server.bucket()
                        .syncUp(tree.root(), o -> o.deleteExtra(true))
                        .run())
                .isInstanceOf(ResponseFormatException.class);
        assertThat(server.changes()).isEmpty();
    }

    @Test
    void aListThatFailsHalfWayDeletesNothing() {
        tree.file("a", "a").file("d/b", "b");
        String next = "{\"hasNext\":true,\"nextCursor\":\"x\",\"folders\":[],\"objects\":[{\"name\":\"extra\",\"id\":"
                + "\"5a0d7a4e-4a3b-4d53-9c50-000000000001\",\"metadata\":{\"size\":1}}]}";
        int[] pages = new int[1];
        server.answers(prefix -> pages[0]++ == 0
                ? new MockResponse.Builder().body(next).build()
                : new MockResponse.Builder().code(500).body("{}").build());

        assertThatThrownBy(() -> server.bucket()
                        .syncUp(tree.root(), o -> o.deleteExtra(true))
                        .run())
                .isInstanceOf(ServerException.class);
        assertThat(server.changes()).noneMatch(change -> change.startsWith("DELETE"));
    }

    @Test
    void aFolderThatCannotBeListedIsReportedAndNothingIsDeletedAnywhere() {
        tree.file("a", "a").file("d/b", "b");
        server.object("extra").object("d/extra").object("gone/extra");
        MockResponse denied = new MockResponse.Builder()
                .code(400)
                .body("{\"statusCode\":\"403\",\"error\":\"Unauthorized\",\"message\":\"no\"}")
                .build();
        server.answers(prefix -> prefix.equals("d/") ? denied : null);

        DirectoryResult result =
                server.bucket().syncUp(tree.root(), o -> o.deleteExtra(true)).run();

        assertThat(result.outcomes(FileStatus.FAILED))
                .extracting(FileOutcome::path)
                .contains("d/");
        assertThat(result.count(FileStatus.DELETED)).isZero();
        assertThat(result.outcomes(FileStatus.SKIPPED))
                .extracting(FileOutcome::path)
                .contains("extra", "gone/extra");
        assertThat(server.changes()).noneMatch(change -> change.startsWith("DELETE"));
    }
}
