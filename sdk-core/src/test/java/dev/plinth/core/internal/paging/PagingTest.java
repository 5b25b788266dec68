package dev.plinth.core.internal.paging;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.core.internal.json.TooLargeBodyException;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists that ask for their next page when it is needed. */
class PagingTest {

    private static final Paging NUMBERED = Paging.byNumber(10);
    private static final Paging TENS = Paging.byOffset(10);

    private final List<Long> asked = new ArrayList<>();

    /** What a server answers. */
    private interface Server {
        DecodedPage<Integer> page(long start, int size);
    }

    private PagedIterable<Integer> list(Paging paging, Server server) {
        PageSource<Integer> source = new PageSource<>() {
            @Override
            public Page<Integer> fetch(long start, int size) {
                asked.add(start);
                return server.page(start, size);
            }

            @Override
            public String name() {
                return "things.list";
            }
        };
        return new LazyPages<>(paging, source, item -> item);
    }

    private static List<Integer> items(int count) {
        return new ArrayList<>(IntStream.range(0, count).boxed().toList());
    }

    private static DecodedPage<Integer> page(List<Integer> items, long start, int size, OptionalLong total) {
        int from = (int) Math.min(start, items.size());
        int to = Math.min(from + size, items.size());
        return new DecodedPage<>(items.subList(from, to), total);
    }

    /** A server that knows how many items it has. */
    private static Server counting(List<Integer> items) {
        return (start, size) -> page(items, start, size, OptionalLong.of(items.size()));
    }

    private static Server silent(List<Integer> items) {
        return (start, size) -> page(items, start, size, OptionalLong.empty());
    }

    /** A server that fills pages of ten or fewer, whatever it is asked for. */
    private static Server atMost(int most, Server server) {
        return (start, size) -> server.page(start, Math.min(most, size));
    }

    @Test
    void toListReturnsTheItemsOfAllPages() {
        assertThat(list(NUMBERED, counting(items(25))).toList()).isEqualTo(items(25));
    }

    @Test
    void asksForNothingBeforeItIsRead() {
        PagedIterable<Integer> list = list(TENS, silent(items(100)));

        assertThat(asked).isEmpty();
        assertThat(list.first()).contains(0);
        assertThat(asked).containsExactly(0L);
    }

    @Test
    void goesThroughAllPages() {
        assertThat(list(TENS, silent(items(25)))).containsExactlyElementsOf(items(25));
        assertThat(asked).containsExactly(0L, 9L, 18L);
    }

    @Test
    void goesThroughPagesOfOne() {
        assertThat(list(Paging.byOffset(1), silent(items(5)))).containsExactlyElementsOf(items(5));
        assertThat(list(Paging.byNumber(1), counting(items(5)))).containsExactlyElementsOf(items(5));
    }

    @Test
    void asksOnceMoreIfTheLastPageIsFull() {
        assertThat(list(TENS, silent(items(19)))).hasSize(19);
        assertThat(asked).containsExactly(0L, 9L, 18L);
    }

    @Test
    void stopsAtTheTotal() {
        PagedIterable<Integer> list = list(NUMBERED, counting(items(20)));

        assertThat(list).hasSize(20);
        assertThat(asked).containsExactly(0L, 10L);
        assertThat(list.total()).hasValue(20);
    }

    @Test
    void goesOnBeyondAShortPageIfTheTotalSaysSo() {
        assertThat(list(NUMBERED, atMost(5, counting(items(12))))).hasSize(12);
        assertThat(asked).containsExactly(0L, 5L, 10L);
    }

    @Test
    void losesNothingIfAProxyDropsThePagesSize() {
        // 200 are asked for, the server's own 50 come. Without a total each page costs a second request.
        assertThat(list(Paging.byNumber(200), atMost(50, silent(items(120))))).hasSize(120);
        assertThat(asked).containsExactly(0L, 50L, 0L, 100L, 50L, 150L, 100L);
    }

    @Test
    void aListLongerThanAPageIsAllThereIs() {
        assertThat(list(TENS, (start, size) -> silent(items(35)).page(0, 35))).hasSize(35);
        assertThat(asked).containsExactly(0L);
    }

    @Test
    void anEmptyListIsOneCall() {
        PagedIterable<Integer> list = list(NUMBERED, silent(items(0)));

        assertThat(list).isEmpty();
        assertThat(asked).containsExactly(0L);
        assertThat(list.first()).isEmpty();
    }

    @Test
    void givesItsPagesOneByOne() {
        List<Integer> sizes = new ArrayList<>();
        for (Page<Integer> page : list(NUMBERED, counting(items(25))).pages()) {
            sizes.add(page.items().size());
        }

        assertThat(sizes).containsExactly(10, 10, 5);
    }

    @Test
    void startsAnewEachTime() {
        PagedIterable<Integer> list = list(NUMBERED, counting(items(15)));

        assertThat(list).hasSize(15);
        assertThat(list).hasSize(15);
        assertThat(asked).containsExactly(0L, 10L, 0L, 10L);
    }

    // Items that come and go meanwhile

    private void leavesNothing(Paging paging, boolean totals) {
        List<Integer> stored = items(45);
        List<Integer> given = new ArrayList<>();
        for (Integer item : list(paging, totals ? counting(stored) : silent(stored))) {
            given.add(item);
            stored.remove(item);
        }

        assertThat(stored).isEmpty();
        assertThat(given).containsExactlyElementsOf(items(45));
    }

    @Test
    void leavesNothingOutIfEachItemIsDeletedInAListWithATotal() {
        leavesNothing(NUMBERED, true);
    }

    @Test
    void leavesNothingOutIfEachItemIsDeletedInAListWithoutATotal() {
        leavesNothing(NUMBERED, false);
    }

    @Test
    void leavesNothingOutIfEachItemIsDeletedInAListByOffset() {
        leavesNothing(TENS, false);
    }

    @Test
    void leavesNothingOutIfEachItemIsDeletedInPagesOfOne() {
        leavesNothing(Paging.byNumber(1), true);
        leavesNothing(Paging.byNumber(1), false);
        leavesNothing(Paging.byOffset(1), false);
    }

    @Test
    void givesEachItemOnceIfEverySecondOneIsDeleted() {
        for (Paging paging : List.of(NUMBERED, TENS, Paging.byNumber(7), Paging.byOffset(2))) {
            for (boolean totals : List.of(true, false)) {
                List<Integer> stored = items(100);
                List<Integer> given = new ArrayList<>();
                for (Integer item : list(paging, totals ? counting(stored) : silent(stored))) {
                    given.add(item);
                    if (item % 2 == 0) {
                        stored.remove(item);
                    }
                }
                assertThat(given).as("%s %s", paging, totals).containsExactlyElementsOf(items(100));
            }
        }
    }

    @Test
    void goesBackOverPagesThatAreGoneAltogether() {
        List<Integer> stored = items(100);
        List<Integer> given = new ArrayList<>();
        for (Integer item : list(NUMBERED, counting(stored))) {
            given.add(item);
            if (item == 49) {
                stored.removeIf(i -> i >= 10 && i < 50);
            }
        }

        assertThat(given).containsExactlyElementsOf(items(100));
    }

    @Test
    void givesItemsOnceThatMoveToTheNextPage() {
        List<Integer> stored = items(30);
        List<Integer> given = new ArrayList<>();
        for (Integer item : list(NUMBERED, counting(stored))) {
            given.add(item);
            if (item == 9) {
                stored.add(0, 1000);
                stored.add(0, 1001);
            }
        }

        assertThat(given).containsExactlyElementsOf(items(30));
    }

    @Test
    void goesOnIfAWholePageOfItemsWasAddedInFront() {
        List<Integer> stored = items(30);
        List<Integer> given = new ArrayList<>();
        for (Integer item : list(NUMBERED, counting(stored))) {
            given.add(item);
            if (item == 9) {
                IntStream.range(1000, 1010).forEach(i -> stored.add(0, i));
            }
        }

        assertThat(given).containsExactlyElementsOf(items(30));
    }

    @Test
    void asksNoPageTwiceWhileTheTotalStays() {
        assertThat(list(NUMBERED, counting(items(100)))).hasSize(100);
        assertThat(asked).hasSize(10).doesNotHaveDuplicates();
    }

    // Servers that never come to an end

    @Test
    void aFullPageThatComesAgainIsTheServersFault() {
        assertThatThrownBy(() ->
                        drain(list(NUMBERED, (start, size) -> silent(items(10)).page(0, 10))))
                .isInstanceOf(ResponseFormatException.class)
                .hasMessageContaining("things.list")
                .hasMessageContaining("same page twice");
        assertThat(asked).containsExactly(0L, 10L);
    }

    @Test
    void aPageThatComesAgainThoughTheTotalPromisesMoreIsTheServersFault() {
        Server same = (start, size) -> page(items(10), 0, 10, OptionalLong.of(1000));

        assertThatThrownBy(() -> drain(list(NUMBERED, same))).isInstanceOf(ResponseFormatException.class);
        assertThatThrownBy(() -> drain(list(TENS, same))).isInstanceOf(ResponseFormatException.class);
    }

    @Test
    void pagesThatTakeTurnsAreTheServersFault() {
        Server turns = (start, size) -> page(items(20), start % 20, size, OptionalLong.empty());

        assertThatThrownBy(() -> drain(list(NUMBERED, turns))).isInstanceOf(ResponseFormatException.class);
        assertThat(asked).hasSizeLessThan(10);
    }

    @Test
    void aTotalThatGrowsForEverEndsTheList() {
        Server growing = (start, size) -> page(items(10), 0, 10, OptionalLong.of(1000 + asked.size()));

        assertThatThrownBy(() -> drain(list(NUMBERED, growing))).isInstanceOf(ResponseFormatException.class);
        assertThat(asked).hasSize(101);
    }

    @Test
    void aShortPageThatComesAgainIsAllThatAServerWithoutPagesHas() {
        assertThat(list(NUMBERED, (start, size) -> silent(items(7)).page(0, 7))).hasSize(7);
        assertThat(asked).containsExactly(0L, 7L);
    }

    @Test
    void anEmptyPageEndsTheListWhateverTheTotalSays() {
        assertThat(list(NUMBERED, (start, size) -> page(items(10), start, size, OptionalLong.of(1000))))
                .hasSize(10);
    }

    // Pages that are too large

    @Test
    void asksForSmallerPagesIfOneIsTooLarge() {
        for (Paging paging : List.of(NUMBERED, TENS)) {
            Server server = (start, size) -> {
                if (start + size > 13 && start <= 13 && size > 2) {
                    throw tooLarge();
                }
                return counting(items(40)).page(start, size);
            };

            assertThat(list(paging, server)).as(paging.toString()).containsExactlyElementsOf(items(40));
        }
    }

    @Test
    void asksForSmallerPagesFromTheStart() {
        Server server = (start, size) -> {
            if (size > 3) {
                throw tooLarge();
            }
            return counting(items(40)).page(start, size);
        };

        assertThat(list(NUMBERED, server)).containsExactlyElementsOf(items(40));
        assertThat(list(TENS, server)).containsExactlyElementsOf(items(40));
    }

    @Test
    void aSingleItemThatIsTooLargeIsAnError() {
        assertThatThrownBy(() -> drain(list(NUMBERED, (start, size) -> {
                    throw tooLarge();
                })))
                .isInstanceOf(ResponseFormatException.class);
        assertThat(asked).hasSize(4);
    }

    private static ResponseFormatException tooLarge() {
        TooLargeBodyException cause = new TooLargeBodyException(16L << 20);
        return new ResponseFormatException("things.list: " + cause.getMessage(), cause.hint(), cause);
    }

    private static void drain(PagedIterable<Integer> list) {
        list.forEach(item -> {});
    }
}
