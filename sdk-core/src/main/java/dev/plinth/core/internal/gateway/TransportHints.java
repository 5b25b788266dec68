package dev.plinth.core.internal.gateway;

import java.io.IOException;
import java.net.ConnectException;
import java.net.ProtocolException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;
import org.jspecify.annotations.Nullable;

/** Hints for calls that received no response. */
final class TransportHints {

    private TransportHints() {}

    static @Nullable String of(IOException failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ProtocolException
                    && String.valueOf(cause.getMessage()).contains("HTTP_PROXY_AUTH")) {
                return "a proxy between this machine and the server requires a password: set it with"
                        + " o -> o.proxy(host, port, username, password)";
            }
            if (cause instanceof UnknownHostException) {
                return "the host name cannot be resolved: check the URL, the DNS, and whether a proxy is needed";
            }
            if (cause instanceof ConnectException) {
                return "no server accepts connections at this address: check the URL and port, and whether the server is running";
            }
            if (cause instanceof SSLException) {
                return "TLS failed: check whether the URL should be http or https, the port, and whether the certificate is trusted";
            }
            if (cause instanceof SocketTimeoutException) {
                return "no data was sent or received for the idle timeout: check the server, or raise the timeout with"
                        + " o -> o.idleTimeout(…)";
            }
        }
        return null;
    }
}
