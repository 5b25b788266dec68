package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.LinkRequest;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What an address of an object is to bring. Not thread-safe. */
public final class LinkOptions {

    private @Nullable String download;
    private Map<String, Object> transform = Map.of();

    LinkOptions() {}

    /**
     * Makes browsers save the object instead of showing it.
     *
     * @return these options
     */
    public LinkOptions download() {
        this.download = "";
        return this;
    }

    /**
     * Makes browsers save the object under a name.
     *
     * @param fileName the name, in any script
     * @return these options
     */
    public LinkOptions downloadAs(String fileName) {
        this.download = Objects.requireNonNull(fileName, "fileName");
        return this;
    }

    /**
     * Brings an image in another size or format.
     *
     * @param change sets how it is to be changed
     * @return these options
     */
    public LinkOptions transform(Consumer<ImageTransform> change) {
        ImageTransform chosen = Arguments.configured(new ImageTransform(), change, "change");
        this.transform = chosen.values();
        return this;
    }

    LinkRequest request() {
        return new LinkRequest(download, transform);
    }
}
