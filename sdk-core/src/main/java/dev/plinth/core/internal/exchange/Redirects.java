package dev.plinth.core.internal.exchange;

import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.error.Statuses;
import dev.plinth.core.internal.text.SecretNames;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Decides which redirects are followed: those within an origin, of GET and HEAD, and of other methods if the status requires the same method. A
 * request with a body or a credential is never redirected to another origin, and no request from https to http.
 */
final class Redirects {

    /** The maximum number of redirects per attempt. */
    static final int MAX_REDIRECTS = 5;

    /** The headers that may be sent to another origin. The others were set for the first origin only. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "user-agent", "range", "if-none-match", "if-modified-since");

    private Redirects() {}

    /**
     * Returns the request to the redirect's target; null if the response is not a redirect, or must not be followed.
     */
    static @Nullable HttpRequest next(HttpRequest request, HttpResponse response) {
        if (!Statuses.isRedirect(response.status()) || !mayFollow(request, response.status())) {
            return null;
        }
        URI from = URI.create(request.url());
        URI to = target(from, response);
        if (to == null || (from.getScheme().equals("https") && to.getScheme().equals("http"))) {
            return null;
        }
        boolean elsewhere = !origin(from).equals(origin(to));
        if (elsewhere && (request.body().isPresent() || hasCredential(request.headers()))) {
            return null;
        }
        HttpHeaders headers = elsewhere ? forOtherOrigin(request.headers()) : request.headers();
        String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        return HttpRequest.of(
                request.method(),
                origin(to),
                path + query,
                headers,
                request.body().orElse(null));
    }

    private static boolean mayFollow(HttpRequest request, int status) {
        boolean reads = request.method().equals("GET") || request.method().equals("HEAD");
        return reads || ((status == 307 || status == 308) && request.repeatable());
    }

    private static @Nullable URI target(URI from, HttpResponse response) {
        try {
            String location = response.headers().first("Location").orElse(null);
            URI to = location == null ? null : from.resolve(location);
            boolean usable = to != null
                    && to.getRawAuthority() != null
                    && ("http".equals(to.getScheme()) || "https".equals(to.getScheme()));
            return usable ? to : null;
        } catch (IllegalArgumentException e) {
            return null;
        }
    }

    /** Compares authorities as text, because java.net.URI returns no host for names with an underscore. */
    private static String origin(URI uri) {
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        boolean port = authority.matches(".*:[0-9]+");
        return uri.getScheme() + "://" + authority
                + (port ? "" : uri.getScheme().equals("https") ? ":443" : ":80");
    }

    private static boolean hasCredential(HttpHeaders headers) {
        return headers.names().stream().anyMatch(SecretNames::isSecret);
    }

    private static HttpHeaders forOtherOrigin(HttpHeaders headers) {
        HttpHeaders.Builder kept = HttpHeaders.builder();
        headers.forEach((name, value) -> {
            if (HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.add(name, value);
            }
        });
        return kept.build();
    }
}
