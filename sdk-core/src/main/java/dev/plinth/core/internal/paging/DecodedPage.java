package dev.plinth.core.internal.paging;

import dev.plinth.core.Page;
import dev.plinth.core.internal.text.Description;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** A decoded page. */
public record DecodedPage<T>(List<T> items, OptionalLong total, Optional<String> nextToken) implements Page<T> {

    public DecodedPage {
        items = List.copyOf(items);
    }

    /** Creates a page of a list without cursors. */
    public DecodedPage(List<T> items, OptionalLong total) {
        this(items, total, Optional.empty());
    }

    @Override
    public String toString() {
        return Description.of("Page")
                .add("items", items.size())
                .add("total", total)
                .addIf(nextToken.isPresent(), "more follow")
                .toString();
    }
}
