package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.net.ProtocolException;

/** OkHttp quotes the bytes that it does not understand: they may be a response with tokens in it. */
public final class QuotedBytes {

    private QuotedBytes() {}

    /** Returns the failure, or one like it that quotes nothing of what the server sent. */
    public static IOException without(IOException failure) {
        if (!(failure instanceof ProtocolException)) {
            return failure;
        }
        String message = String.valueOf(failure.getMessage());
        String bare = message.split("[:=\"']| but was", 2)[0].strip();
        if (bare.equals(message)) {
            return failure;
        }
        ProtocolException shown = new ProtocolException(bare);
        shown.setStackTrace(failure.getStackTrace());
        return shown;
    }
}
