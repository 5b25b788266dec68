package dev.plinth.core.internal.call;

import java.io.IOException;
import java.net.ProtocolException;
import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Failures of the transport as they may be shown: an HTTP library quotes the bytes that it does not understand. */
final class WireFailures {

    private WireFailures() {}

    /** Tells whether another attempt would fail the same way: the server's certificate is not accepted. */
    static boolean permanent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }

    /** Returns the failure, or one like it that quotes nothing of what the server sent. */
    static IOException withoutBytes(IOException failure) {
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
