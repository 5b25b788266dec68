package dev.plinth.core.internal.okhttp;

import dev.plinth.core.http.HttpRequest;
import okhttp3.HttpUrl;
import org.jspecify.annotations.Nullable;

/**
 * Converts URLs to OkHttp's. Parsing a URL costs as much as the JSON of a small call, and most URLs resemble the
 * previous one: the same base, and often the same path with another query.
 *
 * <p>Thread-safe. Queries, which may contain tokens, are not cached.
 */
final class UrlCache {

    private volatile @Nullable Base lastBase;
    private volatile @Nullable Place lastPlace;

    private record Base(String text, HttpUrl url, String prefix) {

        static Base of(String text) {
            HttpUrl url = HttpUrl.get(text);
            String path = url.encodedPath();
            return new Base(text, url, path.equals("/") ? "" : path);
        }

        HttpUrl at(String path) {
            return url.newBuilder().encodedPath(prefix + path).build();
        }
    }

    private record Place(String base, String path, HttpUrl url) {}

    HttpUrl url(HttpRequest request) {
        String path = request.path();
        int query = path.indexOf('?');
        if (query < 0) {
            return place(request.base(), path);
        }
        return place(request.base(), path.substring(0, query))
                .newBuilder()
                .encodedQuery(path.substring(query + 1))
                .build();
    }

    private HttpUrl place(String base, String path) {
        Place last = lastPlace;
        if (last != null && last.path().equals(path) && last.base().equals(base)) {
            return last.url();
        }
        HttpUrl url = base(base).at(path);
        lastPlace = new Place(base, path, url);
        return url;
    }

    private Base base(String text) {
        Base last = lastBase;
        if (last != null && last.text().equals(text)) {
            return last;
        }
        Base base = Base.of(text);
        lastBase = base;
        return base;
    }
}
