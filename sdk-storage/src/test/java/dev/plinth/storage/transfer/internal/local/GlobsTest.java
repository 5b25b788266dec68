package dev.plinth.storage.transfer.internal.local;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What patterns match. */
class GlobsTest {

    @ParameterizedTest
    @CsvSource(
            delimiter = ' ',
            value = {
                "*.jpg a.jpg true",
                "*.jpg d/e/a.jpg true",
                "*.jpg a.jpg.txt false",
                "d/*.jpg d/a.jpg true",
                "d/*.jpg d/e/a.jpg false",
                "d/** d/e/a.jpg true",
                "d/** da/a.jpg false",
                "**/x x true",
                "**/x a/b/x true",
                "**/x a/bx false",
                "a/**/x a/x true",
                "a/**/x a/b/c/x true",
                "/x x true",
                "/x a/x false",
                "*.{png,jpg} a.png true",
                "*.{png,jpg} a.gif false",
                "a?c abc true",
                "a?c a/c false",
                "[a-c].txt b.txt true",
                "[!a-c].txt b.txt false",
                "[!a-c].txt d.txt true",
                "a[!b]c/x a/c/x false",
                "a+(b) a+(b) true",
                "\\* * true",
                "\\* a false",
                "a,b a,b true",
            })
    void matches(String glob, String path, boolean expected) {
        assertThat(Globs.matcher(glob).test(path)).isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{a", "[a", "a\\", "{a,{b}}", "[z-a]"})
    void aPatternThatIsNotValidIsRefused(String glob) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Globs.matcher(glob))
                .withMessageContaining(glob);
    }

    @Test
    void anExcludedFolderExcludesWhatIsInIt() {
        PathFilter.Builder builder = new PathFilter.Builder();
        builder.exclude("node_modules");
        PathFilter filter = builder.build();

        assertThat(filter.acceptsWithFolders("a/node_modules/b/c.js")).isFalse();
        assertThat(filter.acceptsWithFolders("a/node_modules2/c.js")).isTrue();
    }

    @Test
    void includesAreAlternatives() {
        PathFilter.Builder builder = new PathFilter.Builder();
        builder.include("*.a");
        builder.include("*.b");
        builder.exclude("x.*");
        PathFilter filter = builder.build();

        assertThat(filter.accepts("d/y.a")).isTrue();
        assertThat(filter.accepts("y.b")).isTrue();
        assertThat(filter.accepts("y.c")).isFalse();
        assertThat(filter.accepts("x.a")).isFalse();
    }
}
