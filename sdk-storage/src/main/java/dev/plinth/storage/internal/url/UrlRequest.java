package dev.plinth.storage.internal.url;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an address is to bring.
 *
 * @param download the name to save under, empty for the object's own, null not to save
 * @param transform how an image is to be changed; empty not at all
 */
public record UrlRequest(@Nullable String download, Map<String, Object> transform) {

    static final UrlRequest PLAIN = new UrlRequest(null, Map.of());

    boolean transforms() {
        return !transform.isEmpty();
    }
}
