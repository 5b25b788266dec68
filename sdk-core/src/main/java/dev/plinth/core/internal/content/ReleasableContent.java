package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import org.jspecify.annotations.Nullable;

/** A content that holds something open: the program's stream, which is closed once the call is over, whatever its end. */
public interface ReleasableContent {

    /** Closes what the content holds. May be called more than once. */
    void release();

    /** Releases a content, if it holds anything. */
    static void release(@Nullable Content content) {
        if (content instanceof ReleasableContent owned) {
            owned.release();
        }
    }
}
