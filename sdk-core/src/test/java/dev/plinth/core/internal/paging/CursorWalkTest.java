package dev.plinth.core.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.PagedIterable;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.internal.json.TooLargeBodyException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lists that follow a server's cursors. */
class CursorWalkTest {

    private final List<@Nullable String> asked = new ArrayList<>();

    private PagedIterable<Integer> list(CursorIterator.Request<Integer> request) {
        return () -> () -> new CursorIterator<>("things.list", 8, null, (cursor, size) -> {
            asked.add(cursor);
            return request.fetch(cursor, size);
        });
    }

    private static CursorPage<Integer> page(int item, @Nullable String next) {
        return new CursorPage<>(List.of(item), next != null, next);
    }

    private static CursorPage<Integer> empty(String next) {
        return new CursorPage<>(List.of(), true, next);
    }

    private void isTheServersFault(CursorIterator.Request<Integer> request, String what) {
        assertThatThrownBy(() -> list(request).forEach(item -> {}))
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("things.list")
                .hasMessageContaining(what);
    }

    @Test
    void goesFromCursorToCursor() {
        assertThat(list((cursor, size) -> cursor == null ? page(1, "b") : page(2, null)))
                .containsExactly(1, 2);
        assertThat(asked).containsExactly(null, "b");
    }

    @Test
    void aCursorThatLeadsToItselfIsTheServersFault() {
        isTheServersFault((cursor, size) -> page(1, "a"), "cursor");
        assertThat(asked).hasSize(2);
    }

    @Test
    void cursorsThatTakeTurnsAreTheServersFault() {
        isTheServersFault((cursor, size) -> page(1, "a".equals(cursor) ? "b" : "a"), "cursor");
        assertThat(asked).hasSize(3);
    }

    @Test
    void aHundredEmptyPagesInARowAreTheServersFault() {
        isTheServersFault((cursor, size) -> empty("c" + asked.size()), "100 pages");
        assertThat(asked).hasSize(100);
    }

    @Test
    void aFewEmptyPagesAreNoFault() {
        assertThat(list((cursor, size) -> asked.size() < 100 ? empty("c" + asked.size()) : page(7, null)))
                .containsExactly(7);
    }

    @Test
    void aNextPageWithoutACursorIsTheServersFault() {
        isTheServersFault((cursor, size) -> new CursorPage<>(List.of(1), true, null), "no cursor");
    }

    @Test
    void asksForSmallerPagesIfOneIsTooLarge() {
        List<Integer> sizes = new ArrayList<>();

        assertThat(list((cursor, size) -> {
                    sizes.add(size);
                    if (size > 2) {
                        throw new ResponseFormatException("too large", null, new TooLargeBodyException(1));
                    }
                    int from = cursor == null ? 0 : Integer.parseInt(cursor);
                    String next = from + size < 6 ? String.valueOf(from + size) : null;
                    return new CursorPage<>(
                            IntStream.range(from, from + size).boxed().toList(), next != null, next);
                }))
                .containsExactly(0, 1, 2, 3, 4, 5);
        assertThat(sizes).containsExactly(8, 4, 2, 2, 2);
    }
}
