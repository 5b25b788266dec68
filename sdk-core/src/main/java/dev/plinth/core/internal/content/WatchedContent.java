package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.io.IOException;
import java.io.OutputStream;
import java.util.Optional;
import java.util.OptionalLong;

/** A content that tells when its sending begins and ends. */
public final class WatchedContent implements Content {

    private final Content content;
    private final Runnable begins;
    private final Runnable ended;

    /** Wraps a content. */
    public WatchedContent(Content content, Runnable begins, Runnable ended) {
        this.content = content;
        this.begins = begins;
        this.ended = ended;
    }

    @Override
    public OptionalLong length() {
        return content.length();
    }

    @Override
    public boolean repeatable() {
        return content.repeatable();
    }

    @Override
    public Optional<String> contentType() {
        return content.contentType();
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        begins.run();
        try {
            content.writeTo(out);
        } finally {
            ended.run();
        }
    }

    @Override
    public String toString() {
        return content.toString();
    }
}
