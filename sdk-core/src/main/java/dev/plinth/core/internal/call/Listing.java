package dev.plinth.core.internal.call;

import dev.plinth.core.Page;
import java.util.List;
import java.util.OptionalLong;

/** A page as it was read. */
public record Listing<T>(List<T> items, OptionalLong total) implements Page<T> {

    public Listing {
        items = List.copyOf(items);
    }
}
