package dev.plinth.core.internal.call;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What failures of the transport mean. */
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
}
