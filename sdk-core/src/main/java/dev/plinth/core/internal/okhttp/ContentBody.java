package dev.plinth.core.internal.okhttp;

import dev.plinth.core.Content;
import dev.plinth.core.http.HttpHeaders;
import java.io.IOException;
import okhttp3.MediaType;
import okhttp3.RequestBody;
import okio.BufferedSink;
import org.jspecify.annotations.Nullable;

/** A content as an OkHttp request body. */
final class ContentBody extends RequestBody {

    private final Content content;
    private final boolean typed;

    ContentBody(Content content, HttpHeaders headers) {
        this.content = content;
        this.typed = headers.first("Content-Type").isPresent();
    }

    /** The content type is in the headers, because OkHttp would replace it by a parsed one. */
    @Override
    public @Nullable MediaType contentType() {
        return typed ? null : content.contentType().map(MediaType::parse).orElse(null);
    }

    @Override
    public long contentLength() {
        return content.length().orElse(-1);
    }

    @Override
    public boolean isOneShot() {
        return !content.repeatable();
    }

    @Override
    public void writeTo(BufferedSink sink) throws IOException {
        content.writeTo(sink.outputStream());
    }
}
