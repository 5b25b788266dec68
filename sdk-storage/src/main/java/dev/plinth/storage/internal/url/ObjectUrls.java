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

    private static final Pattern ADDRESS =
            Pattern.compile("(.*?)/(object|render/image)/(?:sign|public|upload/sign)/.*", Pattern.DOTALL);
    private static final String TOKEN = "?token=";

    private ObjectUrls() {}

    /** Returns the part of a URL before the service's own path. */
    static @Nullable String base(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() ? matcher.group(1) : null;
    }

    /** Checks whether a URL returns a transformed image. */
    static boolean renders(String address) {
        Matcher matcher = ADDRESS.matcher(address);
        return matcher.matches() && matcher.group(2).startsWith("render");
    }

    /** Returns the token of a URL: the last {@code ?token=}, because the key before it may contain this text too. */
    static @Nullable String token(String address) {
        int at = address.lastIndexOf(TOKEN);
        return at < 0 ? null : address.substring(at + TOKEN.length());
    }

    static URI signed(String base, boolean renders, ObjectKey at, String token, UrlRequest request) {
        StringBuilder url = address(base, renders ? SignOperations.RENDERED_LINK : SignOperations.LINK, at);
        query(url, "token", token);
        return withRequest(url, request);
    }

    static URI signedUpload(String base, ObjectKey at, String token) {
        StringBuilder url = address(base, SignOperations.UPLOAD_LINK, at);
        query(url, "token", token);
        return URI.create(url.toString());
    }

    static URI open(String base, ObjectKey at, UrlRequest request) {
        StringBuilder url =
                address(base, request.transforms() ? SignOperations.RENDERED_PUBLIC : SignOperations.PUBLIC, at);
        request.transform().forEach((name, value) -> query(url, name, value.toString()));
        return withRequest(url, request);
    }

    private static StringBuilder address(String base, String route, ObjectKey at) {
        return new StringBuilder(base)
                .append(route)
                .append(PathTemplate.expand("{bucket}/{path*}", at.bucket(), at.key()));
    }

    /** Adds what the server reads from the URL only, and does not sign. */
    private static URI withRequest(StringBuilder url, UrlRequest request) {
        if (request.download() != null) {
            query(url, "download", request.download());
        }
        if (request.cacheNonce() != null) {
            query(url, "cacheNonce", request.cacheNonce());
        }
        return URI.create(url.toString());
    }

    private static void query(StringBuilder url, String name, String value) {
        url.append(url.indexOf("?") < 0 ? '?' : '&').append(name).append('=');
        PercentEncoding.encode(url, value);
    }
}
