package dev.plinth.s3compat.internal.http;

import dev.plinth.core.Content;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.http.ContentStreamProvider;

/** The body of a request of AWS's client. Exceptions of its source reach that client unchanged. */
final class SdkBodyContent implements Content {

    private static final int BUFFER_SIZE = 64 << 10;

    private final ContentStreamProvider source;
    private final long length;
    private @Nullable RuntimeException sourceFailure;

    SdkBodyContent(ContentStreamProvider source, long length) {
        this.source = source;
        this.length = length;
    }

    @Override
    public OptionalLong length() {
        return length < 0 ? OptionalLong.empty() : OptionalLong.of(length);
    }

    /** Returns false: the AWS SDK retries, and requests a new stream for each attempt. */
    @Override
    public boolean repeatable() {
        return false;
    }

    @Override
    public void writeTo(OutputStream out) throws IOException {
        InputStream in = source.newStream();
        byte[] buffer = new byte[BUFFER_SIZE];
        for (int count = read(in, buffer); count >= 0; count = read(in, buffer)) {
            out.write(buffer, 0, count);
        }
    }

    private int read(InputStream in, byte[] buffer) throws IOException {
        try {
            return in.read(buffer);
        } catch (RuntimeException e) {
            sourceFailure = e;
            throw new IOException("the source failed", e);
        }
    }

    /** Throws the source's exception if it made the request fail. */
    void rethrow() {
        if (sourceFailure != null) {
            throw sourceFailure;
        }
    }

    @Override
    public String toString() {
        return length < 0 ? "Content[]" : "Content[" + length + " bytes]";
    }
}
