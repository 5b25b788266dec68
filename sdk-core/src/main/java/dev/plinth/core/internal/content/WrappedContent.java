package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.util.Optional;
import java.util.OptionalLong;

/** A content that is another one in all but how it is written. */
public abstract class WrappedContent implements Content, ReleasableContent {

    /** What is wrapped. */
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
