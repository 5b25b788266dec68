package dev.plinth.core.internal.error;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** What failures of the transport mean. */
public final class WireFailures {

    private WireFailures() {}

    /** Tells whether another attempt would fail the same way: the server's certificate is not accepted. */
    public static boolean permanent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }
}
