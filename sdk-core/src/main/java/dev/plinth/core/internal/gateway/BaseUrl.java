package dev.plinth.core.internal.gateway;

import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;

/** Reads the URLs that people give. */
public final class BaseUrl {

    private BaseUrl() {}

    /**
     * Returns scheme, authority and path, without a slash at the end.
     *
     * @throws IllegalArgumentException if it is no such URL, or a credential would go over plain http to another machine
     */
    public static String read(String text, boolean allowHttp) {
        URI uri = parse(text.strip());
        String scheme = uri.getScheme().toLowerCase(Locale.ROOT);
        if (!allowHttp && scheme.equals("http") && !loopback(uri.getHost())) {
            throw new IllegalArgumentException("credentials would go in clear over http to " + uri.getHost()
                    + "; use https, or allow it by o -> o.allowHttp()");
        }
        String path = uri.getRawPath() == null ? "" : uri.getRawPath();
        while (path.endsWith("/")) {
            path = path.substring(0, path.length() - 1);
        }
        return scheme + "://" + uri.getRawAuthority() + path;
    }

    private static URI parse(String text) {
        try {
            URI uri = new URI(text);
            boolean http = "http".equalsIgnoreCase(uri.getScheme()) || "https".equalsIgnoreCase(uri.getScheme());
            if (!http || uri.getHost() == null) {
                throw new IllegalArgumentException("not an http(s) URL: \"" + shown(text) + "\"");
            }
            if (uri.getRawUserInfo() != null) {
                throw new IllegalArgumentException("a URL with a user name in it; use BasicCredentials instead");
            }
            if (uri.getRawQuery() != null || uri.getRawFragment() != null) {
                throw new IllegalArgumentException("a URL with a query or fragment: \"" + shown(text) + "\"");
            }
            return uri;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: \"" + shown(text) + "\": " + e.getReason(), e);
        }
    }

    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?")
                .replaceAll("//[^/@]*@", "//***@")
                .replaceAll("\\?.*", "?…");
    }

    private static boolean loopback(String host) {
        String bare = host.toLowerCase(Locale.ROOT);
        return bare.equals("localhost")
                || bare.endsWith(".localhost")
                || bare.equals("[::1]")
                || bare.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Returns scheme and authority of what {@link #read} returned. */
    static String origin(String url) {
        int slash = url.indexOf('/', url.indexOf("://") + 3);
        return slash < 0 ? url : url.substring(0, slash);
    }
}
