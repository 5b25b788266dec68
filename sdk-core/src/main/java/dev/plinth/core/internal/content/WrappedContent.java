package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.util.Optional;
import java.util.OptionalLong;

/** A content that delegates to another one, except for how it is written. */
public abstract class WrappedContent implements Content, ReleasableContent {

    /** The wrapped content. */
    protected final Content content;

    /** Wraps a content. */
    protected WrappedContent(Content content) {
        this.content = content;
    }

    @Override
    public final OptionalLong length() {
        return content.length();
    }

    @Override
    public final boolean repeatable() {
        return content.repeatable();
    }

    @Override
    public final Optional<String> contentType() {
        return content.contentType();
    }

    @Override
    public final void release() {
        ReleasableContent.release(content);
    }

    @Override
    public final String toString() {
        return content.toString();
    }
}
