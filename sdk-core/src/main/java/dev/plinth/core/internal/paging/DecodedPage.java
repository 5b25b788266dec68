package dev.plinth.core.internal.paging;

import dev.plinth.core.Page;
import java.util.List;
import java.util.OptionalLong;

/** A decoded page. */
public record DecodedPage<T>(List<T> items, OptionalLong total) implements Page<T> {

    public DecodedPage {
        items = List.copyOf(items);
    }
}
