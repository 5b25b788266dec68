package dev.plinth.core.internal.error;

import java.security.cert.CertificateException;
import javax.net.ssl.SSLPeerUnverifiedException;

/** Classifies transport failures. */
public final class WireFailures {

    private WireFailures() {}

    /** Returns whether another attempt would fail the same way, because the server's certificate is not trusted. */
    public static boolean permanent(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof CertificateException || cause instanceof SSLPeerUnverifiedException) {
                return true;
            }
        }
        return false;
    }
}
