package dev.plinth.storage.internal.url;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of a signed or public URL.
 *
 * @param download the file name under which browsers save the object; empty for the object's own name, null to display
 *     it
 * @param cacheNonce a value that makes the URL differ for caches; null for none
 * @param transform the image transformation; empty for none
 */
public record UrlRequest(
        @Nullable String download, @Nullable String cacheNonce, Map<String, Object> transform) {

    static final UrlRequest PLAIN = new UrlRequest(null, null, Map.of());

    boolean transforms() {
        return !transform.isEmpty();
    }
}
