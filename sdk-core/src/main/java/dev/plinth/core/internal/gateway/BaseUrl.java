package dev.plinth.core.internal.gateway;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Validates and normalizes the URLs that programs connect to. */
public final class BaseUrl {

    private BaseUrl() {}

    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([^?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]\\s]+)(?::([0-9]{1,5}))?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final int MAX_PORT = 65_535;

    /**
     * Returns the scheme, authority and path, without a trailing slash. Host names may contain an underscore, as
     * container names in a Compose file do; internationalized host names are returned in their ASCII form.
     *
     * @throws IllegalArgumentException if it is not such a URL, or if credentials would be sent over plain http to
     *     another host
     */
    public static String read(String text, boolean allowHttp) {
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw notHttp(text);
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        if (url.group(2).contains("@")) {
            throw new IllegalArgumentException(
                    "the URL contains a user name; remove it and use BasicCredentials instead");
        }
        if (!url.group(4).isEmpty()) {
            throw new IllegalArgumentException("the URL must not have a query or fragment: \"" + shown(text) + "\"");
        }
        Matcher authority = AUTHORITY.matcher(url.group(2));
        if (!authority.matches()) {
            throw notHttp(text);
        }
        String host = host(authority.group(1), text);
        if (!allowHttp && scheme.equals("http") && !loopback(host)) {
            throw new IllegalArgumentException("credentials would be sent unencrypted over http to " + host
                    + "; use https, or allow it with o -> o.allowHttp()");
        }
        return scheme + "://" + host + port(authority.group(2), text) + path(url.group(3), text);
    }

    private static String host(String host, String text) {
        try {
            String ascii = host.startsWith("[") ? host : IDN.toASCII(host);
            if (HOST.matcher(ascii).matches()) {
                return ascii;
            }
        } catch (IllegalArgumentException e) {
            throw new IllegalArgumentException("not a valid host name: \"" + shown(text) + "\"", e);
        }
        throw notHttp(text);
    }

    private static String port(@Nullable String port, String text) {
        if (port == null) {
            return "";
        }
        if (Integer.parseInt(port) > MAX_PORT) {
            throw new IllegalArgumentException("the port is greater than " + MAX_PORT + ": \"" + shown(text) + "\"");
        }
        return ":" + port;
    }

    private static String path(String path, String text) {
        try {
            String raw = new URI("http://host" + path).getRawPath();
            String bare = raw == null ? "" : raw;
            while (bare.endsWith("/")) {
                bare = bare.substring(0, bare.length() - 1);
            }
            return bare;
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("not a URL: \"" + shown(text) + "\": " + e.getReason(), e);
        }
    }

    /** For a URL with another scheme, shows the scheme only: the URL may be a database's and contain a password. */
    private static IllegalArgumentException notHttp(String text) {
        Matcher other = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL)
                .matcher(text.strip());
        boolean foreign =
                other.matches() && !other.group(1).toLowerCase(Locale.ROOT).startsWith("http");
        return new IllegalArgumentException(
                foreign
                        ? "not an http(s) URL, but a " + other.group(1)
                                + " URL: use the URL of the API, such as https://ref.example.co"
                        : "not an http(s) URL: \"" + shown(text) + "\"");
    }

    /** Masks the user information and the query. */
    private static String shown(String text) {
        return text.replaceAll("\\p{Cntrl}", "?").replaceAll("//.*@", "//***@").replaceAll("\\?.*", "?…");
    }

    private static boolean loopback(String host) {
        String bare = host.toLowerCase(Locale.ROOT);
        return bare.equals("localhost")
                || bare.endsWith(".localhost")
                || bare.equals("[::1]")
                || bare.matches("127(\\.[0-9]{1,3}){3}");
    }

    /** Returns the scheme and authority of a URL that {@link #read} returned. */
    static String origin(String url) {
        int slash = url.indexOf('/', url.indexOf("://") + 3);
        return slash < 0 ? url : url.substring(0, slash);
    }
}
