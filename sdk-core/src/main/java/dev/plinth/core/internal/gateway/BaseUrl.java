package dev.plinth.core.internal.gateway;

import java.net.IDN;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the URLs that people give. */
public final class BaseUrl {

    private BaseUrl() {}

    private static final Pattern URL = Pattern.compile("(?i)(https?)://([^/?#\\\\]*)([^?#]*)(.*)", Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("(\\[[0-9A-Fa-f:.]+]|[^:\\[\\]\\s]+)(?::([0-9]{1,5}))?");
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._-]+|\\[[0-9A-Fa-f:.]+]");
    private static final int HIGHEST_PORT = 65_535;

    /**
     * Returns scheme, authority and path, without a slash at the end. Hosts may have an underscore, as the containers of a
     * Compose file do; internationalized ones are given in their ASCII form.
     *
     * @throws IllegalArgumentException if it is no such URL, or a credential would go over plain http to another machine
     */
    public static String read(String text, boolean allowHttp) {
        Matcher url = URL.matcher(text.strip());
        if (!url.matches()) {
            throw notHttp(text);
        }
        String scheme = url.group(1).toLowerCase(Locale.ROOT);
        if (url.group(2).contains("@")) {
            throw new IllegalArgumentException("a URL with a user name in it; use BasicCredentials instead");
        }
        if (!url.group(4).isEmpty()) {
            throw new IllegalArgumentException("a URL with a query or fragment: \"" + shown(text) + "\"");
        }
        Matcher authority = AUTHORITY.matcher(url.group(2));
        if (!authority.matches()) {
            throw notHttp(text);
        }
        String host = host(authority.group(1), text);
        if (!allowHttp && scheme.equals("http") && !loopback(host)) {
            throw new IllegalArgumentException("credentials would go in clear over http to " + host
                    + "; use https, or allow it by o -> o.allowHttp()");
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
            throw new IllegalArgumentException("not the name of a host: \"" + shown(text) + "\"", e);
        }
        throw notHttp(text);
    }

    private static String port(@Nullable String port, String text) {
        if (port == null) {
            return "";
        }
        if (Integer.parseInt(port) > HIGHEST_PORT) {
            throw new IllegalArgumentException("the port is above " + HIGHEST_PORT + ": \"" + shown(text) + "\"");
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

    /** Of what is no address of a server at all, nothing is shown but its scheme: it may be a database's, with a password. */
    private static IllegalArgumentException notHttp(String text) {
        Matcher other = Pattern.compile("([A-Za-z][A-Za-z0-9+.-]*)://.*", Pattern.DOTALL)
                .matcher(text.strip());
        boolean foreign =
                other.matches() && !other.group(1).toLowerCase(Locale.ROOT).startsWith("http");
        return new IllegalArgumentException(
                foreign
                        ? "not an http(s) URL, but one of " + other.group(1)
                                + ": give the URL of the API, such as https://ref.example.co"
                        : "not an http(s) URL: \"" + shown(text) + "\"");
    }

    /** Shows neither a user's name or password nor a query. */
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

    /** Returns scheme and authority of what {@link #read} returned. */
    static String origin(String url) {
        int slash = url.indexOf('/', url.indexOf("://") + 3);
        return slash < 0 ? url : url.substring(0, slash);
    }
}
