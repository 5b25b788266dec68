package dev.plinth.core.internal.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.Page;
import dev.plinth.core.PagedIterable;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalLong;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Lists that ask for their next page when it is needed. */
class PagingTest {

    private final List<Integer> asked = new ArrayList<>();

    private PagedIterable<Integer> list(Paging paging, IntFunction<Listing<Integer>> server) {
        return new LazyPages<>(
                paging,
                number -> {
                    asked.add(number);
                    return server.apply(number);
                },
                item -> item);
    }

    private static Listing<Integer> page(int from, int to, OptionalLong total) {
        return new Listing<>(IntStream.range(from, to).boxed().toList(), total);
    }

    private static Listing<Integer> slice(int number, int size, int all) {
        return page(Math.min(number * size, all), Math.min((number + 1) * size, all), OptionalLong.empty());
    }

    @Test
    void asksForNothingBeforeItIsRead() {
        PagedIterable<Integer> list = list(new Paging(10, true), n -> slice(n, 10, 100));

        assertThat(asked).isEmpty();
        assertThat(list.first()).contains(0);
        assertThat(asked).containsExactly(0);
    }

    @Test
    void goesThroughAllPages() {
        assertThat(list(new Paging(10, true), n -> slice(n, 10, 25)).stream()).hasSize(25);
        assertThat(asked).containsExactly(0, 1, 2);
    }

    @Test
    void asksOnceMoreIfTheLastPageIsFull() {
        assertThat(list(new Paging(10, true), n -> slice(n, 10, 20))).hasSize(20);
        assertThat(asked).containsExactly(0, 1, 2);
    }

    @Test
    void stopsAtTheTotal() {
        PagedIterable<Integer> list = list(new Paging(10, true), n -> page(n * 10, n * 10 + 10, OptionalLong.of(20)));

        assertThat(list).hasSize(20);
        assertThat(asked).containsExactly(0, 1);
        assertThat(list.total()).hasValue(20);
    }

    @Test
    void goesOnBeyondAShortPageIfTheTotalSaysSo() {
        // The server takes no more than five at a time, whatever is asked for.
        PagedIterable<Integer> list =
                list(new Paging(10, true), n -> page(n * 5, Math.min(n * 5 + 5, 12), OptionalLong.of(12)));

        assertThat(list).hasSize(12);
    }

    @Test
    void stopsAtAPageThatComesAgain() {
        // A proxy drops the page's number.
        assertThat(list(new Paging(10, true), n -> page(0, 10, OptionalLong.empty())))
                .hasSize(10);
        assertThat(asked).containsExactly(0, 1);
    }

    @Test
    void stopsAtAPageThatComesAgainThoughTheTotalPromisesMore() {
        assertThat(list(new Paging(10, true), n -> page(0, 10, OptionalLong.of(1000))))
                .hasSize(10);
    }

    @Test
    void losesNothingIfAProxyDropsThePagesSize() {
        // 200 are asked for, the server's own 50 come.
        assertThat(list(new Paging(200, false), n -> slice(n, 50, 120))).hasSize(120);
        assertThat(asked).containsExactly(0, 1, 2, 3);
    }

    @Test
    void aListLongerThanAPageIsAllThereIs() {
        assertThat(list(new Paging(10, true), n -> page(0, 35, OptionalLong.empty())))
                .hasSize(35);
        assertThat(asked).containsExactly(0);
    }

    @Test
    void anEmptyListIsOneCall() {
        PagedIterable<Integer> list = list(new Paging(10, false), n -> slice(n, 10, 0));

        assertThat(list).isEmpty();
        assertThat(asked).containsExactly(0);
        assertThat(list.first()).isEmpty();
    }

    @Test
    void givesItsPagesOneByOne() {
        List<Integer> sizes = new ArrayList<>();
        for (Page<Integer> page :
                list(new Paging(10, true), n -> slice(n, 10, 25)).pages()) {
            sizes.add(page.items().size());
        }

        assertThat(sizes).containsExactly(10, 10, 5);
    }

    @Test
    void startsAnewEachTime() {
        PagedIterable<Integer> list = list(new Paging(10, true), n -> slice(n, 10, 15));

        assertThat(list).hasSize(15);
        assertThat(list).hasSize(15);
        assertThat(asked).containsExactly(0, 1, 0, 1);
    }
}
