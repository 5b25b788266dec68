package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import org.jspecify.annotations.Nullable;

/**
 * A content that holds a resource: the program's stream, which is closed when the call has finished, successfully or
 * not.
 */
public interface ReleasableContent {

    /** Closes the resource. Idempotent. */
    void release();

    /** Releases a content, if it is releasable. */
    static void release(@Nullable Content content) {
        if (content instanceof ReleasableContent owned) {
            owned.release();
        }
    }
}
