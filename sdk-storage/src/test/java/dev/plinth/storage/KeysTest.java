package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.UnsupportedByGatewayException;
import dev.plinth.tests.stack.EveryWay;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class KeysTest {

    private static final String REFUSED = "\"#%<>[\\]^`{|}~";
    private static final List<String> SCRIPTS = List.of("é", "Füße", "日本語", "Ω", "عربى", "😀", "a\tb", "\u0000");

    @EveryWay
    void everyCharacterWorksOrIsRefusedBeforeSending(Connection connection) throws Exception {
        List<String> worked = new ArrayList<>();
        List<String> refused = new ArrayList<>();
        List<String> names = new ArrayList<>(SCRIPTS);
        for (char c = ' '; c <= '~'; c++) {
            names.add(String.valueOf(c));
        }
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            for (String name : names) {
                try {
                    throughItsWholeLife(bucket, "k/x" + name + "y.txt");
                    worked.add(name);
                } catch (IllegalArgumentException e) {
                    assertThat(e).hasMessageContaining("U+").hasMessageContaining(" at ");
                    refused.add(name);
                }
            }
            assertThat(bucket.list()).isEmpty();
        }
        System.out.printf(
                "keys: %d of %d names work, refused before sending: %s%n", worked.size(), names.size(), refused);
        assertThat(String.join("", refused)).isEqualTo(String.join("", SCRIPTS) + REFUSED);
    }

    private static void throughItsWholeLife(Bucket bucket, String key) throws Exception {
        bucket.upload(key, Content.ofString(key));
        assertThat(ListingTest.keys(bucket, o -> o.folder("k").recursive(true))).containsExactly(key);
        assertThat(bucket.getInfo(key).size()).hasValue(key.length());
        assertThat(bucket.download(key).readAllBytes(100)).asString().isEqualTo(key);
        String moved = key.replace("k/", "k/m");
        bucket.move(key, moved);
        bucket.copy(moved, key);
        SignedUrl link = bucket.createSignedUrl(key, Duration.ofMinutes(1));
        assertThat(LinksTest.get(link.url()).body()).isEqualTo(key);
        assertThat(bucket.delete(List.of(moved)).complete()).isTrue();
        bucket.delete(key);
    }

    @EveryWay
    void oddKeysWorkOrAreRefusedBeforeSending(Connection connection) throws Exception {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            for (String key : List.of("/lead", "a//b", "/")) {
                assertThatThrownBy(() -> bucket.upload(key, Content.ofString(key)))
                        .isInstanceOf(IllegalArgumentException.class)
                        .hasMessageContaining("empty segment");
            }
            assertThatThrownBy(() -> bucket.list(o -> o.folder("/docs"))).isInstanceOf(IllegalArgumentException.class);
            for (String key : List.of("trail/", " ", " x ", ".hidden", "pfx", "pfx/child")) {
                try {
                    bucket.upload(key, Content.ofString(key));
                } catch (UnsupportedByGatewayException e) {
                    assertThat(key).endsWith("/");
                    continue;
                }
                assertThat(bucket.download(key).readAllBytes(10)).asString().isEqualTo(key);
                assertThat(LinksTest.get(bucket.createSignedUrl(key, Duration.ofMinutes(1))
                                        .url())
                                .body())
                        .isEqualTo(key);
                bucket.delete(key);
            }
        }
    }

    @EveryWay
    void namesInAnyScriptByACodec(Connection connection) throws Exception {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket().withKeyCodec(KeyCodec.escaping());
            for (String name : List.of("日本/語 😀.txt", "100% [sure]#1.txt", "wow!.txt", "Füße~")) {
                bucket.upload(name, Content.ofString(name));
                bucket.copy(name, "copy of " + name);
                bucket.move("copy of " + name, "moved " + name);

                assertThat(bucket.download(name).readAllBytes(100)).asString().isEqualTo(name);
                assertThat(bucket.getInfo(name).key()).isEqualTo(name);
                assertThat(ListingTest.keys(bucket, o -> o.recursive(true)))
                        .containsExactlyInAnyOrder(name, "moved " + name);
                assertThat(ListingTest.keys(bucket, o -> o.recursive(true).prefix(name.substring(0, 1))))
                        .contains(name);
                assertThat(LinksTest.get(bucket.createSignedUrl(name, Duration.ofMinutes(1))
                                        .url())
                                .body())
                        .isEqualTo(name);
                assertThat(bucket.delete(List.of(name, "moved " + name)).deleted())
                        .containsExactly(name, "moved " + name);
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"plain.txt", "a!b", "!41", "ü", "!C3", "日本/x", "", "100%", "\u0001"})
    void theCodecIsReversible(String name) {
        KeyCodec codec = KeyCodec.escaping();

        assertThat(codec.decode(codec.encode(name))).isEqualTo(name);
    }

    @ParameterizedTest
    @ValueSource(strings = {"a!b", "!4", "!C3", "!41", "!zz"})
    void theCodecLeavesKeysOfOthersAlone(String key) {
        assertThat(KeyCodec.escaping().decode(key)).isEqualTo(key);
    }

    @Test
    void saysWhichCharacterAndWhere() {
        assertThatThrownBy(() -> check("a/b#c"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("'#' (U+0023) at 3");
        assertThatThrownBy(() -> check("a/../b")).hasMessageContaining("\"..\"");
        assertThatThrownBy(() -> check("")).hasMessageContaining("empty");
    }

    private static void check(String key) {
        try (Connection connection = Connection.toProject("http://localhost:1", ApiKey.of("a.b.c"), o -> {})) {
            StorageClient.of(connection).bucket("b").delete(key);
        }
    }
}
