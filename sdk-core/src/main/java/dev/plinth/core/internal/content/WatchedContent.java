package dev.plinth.core.internal.content;

import dev.plinth.core.Content;
import java.io.IOException;
import java.io.OutputStream;

/** A content that tells when its sending begins and ends. */
public final class WatchedContent extends WrappedContent {

    private final Runnable begins;
    private final Runnable ended;

    /** Wraps a content. */
    public WatchedContent(Content content, Runnable begins, Runnable ended) {
        super(content);
        this.begins = begins;
        this.ended = ended;
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
}
