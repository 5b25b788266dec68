package dev.plinth.core.internal.call;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.http.Failure;
import dev.plinth.core.internal.error.Statuses;
import dev.plinth.core.internal.json.JwtClaims;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hints for common mistakes that can be recognized by the request's credentials and URL. */
final class CommonHints {

    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_AUTHENTICATION = 407;

    private CommonHints() {}

    /** Returns what is wrong and what to do, or null if there is no hint. */
    static @Nullable String of(Failure failure, Call<?> call) {
        int status = failure.httpStatus();
        if (Statuses.isRedirect(status)) {
            return "requests to " + call.gateway().url() + " are not redirected to another host, as they carry a"
                    + " credential or a body: connect with the other URL if it is the right one";
        }
        if (status == PROXY_AUTHENTICATION) {
            return "the proxy requires a password: set it with o -> o.proxy(host, port, username, password)";
        }
        if (failure.message().contains("plain HTTP request was sent to HTTPS port")) {
            return "the server requires https on this port: use an https:// URL";
        }
        if (failure.status() == UNAUTHORIZED) {
            return unauthorized(failure, call);
        }
        boolean gateway = failure.status() == 502 || failure.status() == 504;
        return gateway && !failure.structured()
                ? "the response came from a proxy or gateway, not from the service: check that the service is running and"
                        + " reachable from there"
                : null;
    }

    private static @Nullable String unauthorized(Failure failure, Call<?> call) {
        Credentials credentials = call.credentials();
        if (credentials instanceof ApiKey key && !isToken(key.value())) {
            return key(key.value(), call);
        }
        Secret token = credentials.token().or(credentials::expiringToken).orElse(null);
        if (token == null) {
            return null;
        }
        Optional<Instant> expiry = JwtClaims.expiry(token);
        if (expiry.isPresent() && !call.timing().now().isBefore(expiry.get())) {
            return "the token expired at " + expiry.get()
                    + ": sign in again, or use credentials that refresh it automatically";
        }
        if (credentials instanceof ApiKey key) {
            return key(key.value(), call);
        }
        String message = failure.message().toLowerCase(Locale.ROOT);
        boolean wrongIssuer = message.contains("signature") || message.contains("jws");
        return wrongIssuer
                ? "the token was signed by another server: check that it was issued by the project, or platform, at "
                        + call.gateway().url()
                : null;
    }

    private static boolean isToken(Secret key) {
        return JwtClaims.looksLikeJwt(key);
    }

    private static String key(Secret key, Call<?> call) {
        if (!isToken(key) && !key.reveal().startsWith("sb_")) {
            return "this is not a project's API key: an API key is a JWT, or starts with sb_publishable_ or sb_secret_";
        }
        String url = call.gateway().url();
        String ref = JwtClaims.text(key, "ref").orElse(null);
        String owner = ref == null
                ? "check that the key belongs to the project at " + url
                : "the key belongs to project " + ref + ", but the request went to " + url;
        return owner + "; find the URL and the key in the project's API settings; for a platform's URL use"
                + " Platform.connect";
    }
}
