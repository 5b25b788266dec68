package dev.plinth.storage.internal.url;

import dev.plinth.core.internal.text.PathTemplate;
import dev.plinth.core.internal.text.PercentEncoding;
import dev.plinth.storage.internal.api.ObjectKey;
import java.net.URI;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Builds URLs of objects from their parts. The URLs in responses cannot be used as they are: they are not
 * percent-encoded, and may begin with the host, with the prefix of the service, or after it.
 */
final class ObjectUrls {

    private static final Pattern OBJECT_URL =
            Pattern.compile("(.*?)/(object|render/image)/(?:sign|public|upload/sign)/.*", Pattern.DOTALL);
    private static final String TOKEN = "?token=";

    private ObjectUrls() {}

    /** Returns the part of a URL before the service's own path. */
    static @Nullable String base(String url) {
        Matcher matcher = OBJECT_URL.matcher(url);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** Checks whether a URL returns a transformed image. */
    static boolean isTransformed(String url) {
        Matcher matcher = OBJECT_URL.matcher(url);
        return matcher.matches() && matcher.group(2).startsWith("render");
    }

    /** Returns the token of a URL: the last {@code ?token=}, because the key before it may contain this text too. */
    static @Nullable String token(String url) {
        int index = url.lastIndexOf(TOKEN);
        return index < 0 ? null : url.substring(index + TOKEN.length());
    }

    static URI signedUrl(String base, boolean isTransformed, ObjectKey object, String token, UrlRequest request) {
        StringBuilder url = start(base, isTransformed ? SignOperations.RENDERED_SIGNED : SignOperations.SIGNED, object);
        appendQuery(url, "token", token);
        return appendOptions(url, request);
    }

    static URI signedUploadUrl(String base, ObjectKey object, String token) {
        StringBuilder url = start(base, SignOperations.SIGNED_UPLOAD, object);
        appendQuery(url, "token", token);
        return URI.create(url.toString());
    }

    static URI publicUrl(String base, ObjectKey object, UrlRequest request) {
        StringBuilder url =
                start(base, request.transforms() ? SignOperations.RENDERED_PUBLIC : SignOperations.PUBLIC, object);
        request.transform().forEach((name, value) -> appendQuery(url, name, value.toString()));
        return appendOptions(url, request);
    }

    private static StringBuilder start(String base, String route, ObjectKey object) {
        return new StringBuilder(base)
                .append(route)
                .append(PathTemplate.expand("{bucket}/{path*}", object.bucket(), object.key()));
    }

    /** Appends the parameters that are not signed. */
    private static URI appendOptions(StringBuilder url, UrlRequest request) {
        if (request.download() != null) {
            appendQuery(url, "download", request.download());
        }
        if (request.cacheNonce() != null) {
            appendQuery(url, "cacheNonce", request.cacheNonce());
        }
        return URI.create(url.toString());
    }

    private static void appendQuery(StringBuilder url, String name, String value) {
        url.append(url.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
        PercentEncoding.encode(url, value);
    }
}
