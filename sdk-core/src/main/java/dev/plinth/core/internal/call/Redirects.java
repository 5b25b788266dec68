package dev.plinth.core.internal.call;

import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.text.SecretNames;
import java.io.IOException;
import java.net.URI;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Follows redirects within an origin: of reads, and of other methods where the status says to repeat them as they are. A
 * request with a body or a credential is never redirected to another origin, and none from https to http.
 */
final class Redirects {

    private static final int MOST = 5;

    /** What an origin may see that was not asked for: nothing that we or the user put there for the first one. */
    private static final Set<String> HARMLESS =
            Set.of("accept", "user-agent", "range", "if-none-match", "if-modified-since");

    private Redirects() {}

    static HttpResponse follow(HttpTransport transport, HttpRequest request, Call<?> call) throws IOException {
        HttpRequest current = request;
        HttpResponse response = transport.exchange(current, call);
        for (int hops = 0; hops < MOST; hops++) {
            HttpRequest next = next(current, response);
            if (next == null) {
                return response;
            }
            response.close();
            current = next;
            response = transport.exchange(current, call);
        }
        return response;
    }

    private static @Nullable HttpRequest next(HttpRequest request, HttpResponse response) {
        if (!redirects(response.status()) || !mayFollow(request, response.status())) {
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
        HttpHeaders headers = elsewhere ? harmless(request.headers()) : request.headers();
        String path = to.getRawPath().isEmpty() ? "/" : to.getRawPath();
        String query = to.getRawQuery() == null ? "" : "?" + to.getRawQuery();
        return HttpRequest.of(
                request.method(),
                origin(to),
                path + query,
                headers,
                request.body().orElse(null));
    }

    /** Tells whether a status names another address. */
    static boolean redirects(int status) {
        return switch (status) {
            case 301, 302, 303, 307, 308 -> true;
            default -> false;
        };
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

    /** By the authority, for java.net.URI knows no host with an underscore. */
    private static String origin(URI uri) {
        String authority = uri.getRawAuthority().toLowerCase(Locale.ROOT);
        boolean port = authority.matches(".*:[0-9]+");
        return uri.getScheme() + "://" + authority
                + (port ? "" : uri.getScheme().equals("https") ? ":443" : ":80");
    }

    private static boolean hasCredential(HttpHeaders headers) {
        return headers.names().stream().anyMatch(SecretNames::isSecret);
    }

    private static HttpHeaders harmless(HttpHeaders headers) {
        HttpHeaders.Builder kept = HttpHeaders.builder();
        headers.forEach((name, value) -> {
            if (HARMLESS.contains(name.toLowerCase(Locale.ROOT))) {
                kept.add(name, value);
            }
        });
        return kept.build();
    }
}
