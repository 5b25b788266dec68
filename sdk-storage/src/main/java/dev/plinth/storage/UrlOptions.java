package dev.plinth.storage;

import dev.plinth.core.internal.text.Arguments;
import dev.plinth.storage.internal.url.UrlRequest;
import java.util.Map;
import java.util.Objects;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Options for signed and public URLs. Not thread-safe. */
public final class UrlOptions {

    private @Nullable String download;
    private @Nullable String cacheNonce;
    private Map<String, Object> transform = Map.of();

    UrlOptions() {}

    /**
     * Makes browsers save the object instead of displaying it ({@code Content-Disposition: attachment}).
     *
     * @return these options
     */
    public UrlOptions download() {
        this.download = "";
        return this;
    }

    /**
     * Makes browsers save the object under the given file name instead of displaying it.
     *
     * @param fileName the file name, in any script
     * @return these options
     */
    public UrlOptions downloadAs(String fileName) {
        this.download = Objects.requireNonNull(fileName, "fileName");
        return this;
    }

    /**
     * Adds a value to the URL that the server ignores, so that caches treat it as another URL: for example the version of an
     * object that has been replaced.
     *
     * @param nonce the value, not blank
     * @return these options
     */
    public UrlOptions cacheNonce(String nonce) {
        this.cacheNonce = Arguments.present(nonce, "nonce");
        return this;
    }

    /**
     * Returns a transformed image instead of the object: another size, quality or format.
     *
     * @param options sets the transformation
     * @return these options
     */
    public UrlOptions transform(Consumer<? super ImageTransform> options) {
        ImageTransform chosen = Arguments.configured(new ImageTransform(), options, "options");
        this.transform = chosen.values();
        return this;
    }

    UrlRequest request() {
        return new UrlRequest(download, cacheNonce, transform);
    }
}
