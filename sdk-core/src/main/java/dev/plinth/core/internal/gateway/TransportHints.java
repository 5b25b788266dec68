package dev.plinth.core.internal.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** What to look at when no answer came. */
final class TransportHints {

    private TransportHints() {}

    static @Nullable String of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof UnknownHostException) {
                return "the host is not known here: check the URL, the DNS, and whether a proxy is needed";
            }
            if (cause instanceof ConnectException) {
                return "nothing answers at this address: check the URL and port, and whether the server runs";
            }
            if (cause instanceof SSLException) {
                return "TLS failed: check https against http, the port, and whether the certificate is trusted";
            }
            if (cause instanceof SocketTimeoutException) {
                return "nothing moved on the wire for the stall timeout";
            }
        }
        return null;
    }
}
