package dev.plinth.core.internal.okhttp;

import java.io.IOException;
import java.net.ProtocolException;

/**
 * Removes the bytes that OkHttp quotes in its messages when it cannot parse them: they may be a response with tokens.
 */
public final class QuotedBytes {

    private QuotedBytes() {}

    /** Returns the failure, or a copy of it whose message quotes nothing that the server sent. */
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
