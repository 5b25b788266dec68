package dev.plinth.core.internal.call;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.http.Failure;
import dev.plinth.core.internal.json.JwtClaims;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What to do about the commonest mistakes: those that show by the request's own credential and address. */
final class CommonHints {

    private static final int UNAUTHORIZED = 401;
    private static final int PROXY_AUTHENTICATION = 407;

    private CommonHints() {}

    /** Returns what is wrong and what to do; null if nothing is known. */
    static @Nullable String of(Failure failure, Call<?> call) {
        int status = failure.httpStatus();
        if (Redirects.redirects(status)) {
            return "requests to " + call.gateway().url() + " are not redirected to another host, as they carry a"
                    + " credential or a body: connect with the other URL if it is the right one";
        }
        if (status == PROXY_AUTHENTICATION) {
            return "the proxy wants a password: give it by o -> o.proxy(host, port, user, password)";
        }
        if (failure.message().contains("plain HTTP request was sent to HTTPS port")) {
            return "the server speaks https here: connect with https://";
        }
        if (failure.status() == UNAUTHORIZED) {
            return unauthorized(failure, call);
        }
        boolean gateway = failure.status() == 502 || failure.status() == 504;
        return gateway && !failure.structured()
                ? "a proxy or gateway answered, not the service: is the service running, and reachable from there?"
                : null;
    }

    private static @Nullable String unauthorized(Failure failure, Call<?> call) {
        Credentials credentials = call.credentials();
        if (credentials instanceof ApiKey key && !isToken(key.value())) {
            return key(key.value(), call);
        }
        Secret token = credentials.current().or(credentials::expiringToken).orElse(null);
        if (token == null) {
            return null;
        }
        Optional<Instant> expiry = JwtClaims.expiry(token);
        if (expiry.isPresent() && !call.timing().now().isBefore(expiry.get())) {
            return "the token expired at " + expiry.get()
                    + ": sign in again, or use credentials that refresh themselves";
        }
        if (credentials instanceof ApiKey key) {
            return key(key.value(), call);
        }
        String message = failure.message().toLowerCase(Locale.ROOT);
        boolean foreign = message.contains("signature") || message.contains("jws");
        return foreign
                ? "the token was signed by another server: check that it was issued by the project, or platform, at "
                        + call.gateway().url()
                : null;
    }

    private static boolean isToken(Secret key) {
        return JwtClaims.looksLikeJwt(key);
    }

    private static String key(Secret key, Call<?> call) {
        if (!isToken(key) && !key.reveal().startsWith("sb_")) {
            return "what was given is not a project's key: those are JWTs, or begin with sb_publishable_ or sb_secret_";
        }
        String url = call.gateway().url();
        String ref = JwtClaims.text(key, "ref").orElse(null);
        String belongs = ref == null
                ? "check that the key is one of the project at "
                : "the key is of project " + ref + ", asked was ";
        return belongs + url + "; URL and key are in the project's API settings, and a platform's URL needs"
                + " Platform.connect";
    }
}
