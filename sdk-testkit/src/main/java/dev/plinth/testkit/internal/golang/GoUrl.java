package dev.plinth.testkit.internal.golang;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A URL as Go's net/url reads it, which is more lenient than {@link java.net.URI}: spaces, braces and characters beyond
 * ASCII are allowed in paths and fragments, and anything in a query.
 *
 * @param scheme the scheme in lower case; empty if there is none
 * @param host the host without port and brackets; empty if there is none
 * @param port the port as text; empty if there is none
 * @param encoded the URL with path and fragment percent-encoded
 */
public record GoUrl(String scheme, String host, String port, String encoded) {
    private static final Pattern CONTROL = Pattern.compile("[\\x00-\\x1f\\x7f]");
    private static final Pattern SCHEME = Pattern.compile("([a-zA-Z][a-zA-Z0-9+.-]*):(.*)", Pattern.DOTALL);
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern AUTHORITY =
            Pattern.compile("(?:.*@)?(\\[[^\\[\\]]*]|[^:\\[\\]]*)(?::([0-9]*))?", Pattern.DOTALL);
    private static final Pattern HOST = Pattern.compile("[A-Za-z0-9._~!$&'()*+,;=:<>\"\\[\\]\\x80-\\uffff-]*");
    private static final String VALID = "-_.~!$&'()*+,;=:@[]%/";
    private static final String UNESCAPED = "-_.~$&+,/:;=@";

    /** Parses a URL; empty when Go refuses it. */
    public static Optional<GoUrl> parse(String url) {
        String base = before(url, '#');
        String fragment = url.substring(base.length());
        String target = before(base, '?');
        String query = base.substring(target.length());
        if (CONTROL.matcher(url).find() || BROKEN_ESCAPE.matcher(fragment).find() || url.startsWith(":")) {
            return Optional.empty();
        }
        Matcher parts = SCHEME.matcher(target);
        boolean absolute = parts.matches();
        String scheme = absolute ? parts.group(1).toLowerCase(Locale.ROOT) : "";
        String rest = absolute ? parts.group(2) : target;
        String end = query + (fragment.isEmpty() ? "" : "#" + escaped(fragment.substring(1), "?!()*"));
        String begin = absolute ? scheme + ":" : "";
        if (rest.startsWith("//") && (absolute || !rest.startsWith("///"))) {
            return withAuthority(scheme, begin, rest.substring(2), end);
        }
        boolean colonFirst = !absolute && before(rest, '/').contains(":");
        boolean opaque = absolute && !rest.startsWith("/");
        if (colonFirst || (!opaque && BROKEN_ESCAPE.matcher(rest).find())) {
            return Optional.empty();
        }
        return Optional.of(new GoUrl(scheme, "", "", begin + (opaque ? rest : escaped(rest, "")) + end));
    }

    private static Optional<GoUrl> withAuthority(String scheme, String begin, String rest, String end) {
        String authority = before(rest, '/');
        String path = rest.substring(authority.length());
        Matcher parts = AUTHORITY.matcher(authority);
        if (!parts.matches() || BROKEN_ESCAPE.matcher(path).find()) {
            return Optional.empty();
        }
        String host = parts.group(1);
        if (!HOST.matcher(host).matches()) {
            return Optional.empty();
        }
        String bare = host.startsWith("[") ? host.substring(1, host.length() - 1) : host;
        String port = parts.group(2) == null ? "" : parts.group(2);
        return Optional.of(new GoUrl(scheme, bare, port, begin + "//" + authority + escaped(path, "") + end));
    }

    private static String before(String text, char mark) {
        int at = text.indexOf(mark);
        return at < 0 ? text : text.substring(0, at);
    }

    /** As it is when every character may stand there, else decoded and encoded again. */
    private static String escaped(String text, String more) {
        if (text.chars().allMatch(c -> isAlphanumeric(c) || (VALID + more).indexOf(c) >= 0)) {
            return text;
        }
        StringBuilder out = new StringBuilder();
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        for (int i = 0; i < bytes.length; i++) {
            int c = bytes[i] & 0xff;
            if (c == '%') {
                c = Integer.parseInt(new String(bytes, i + 1, 2, StandardCharsets.US_ASCII), 16);
                i += 2;
            }
            if (isAlphanumeric(c) || (UNESCAPED + more).indexOf(c) >= 0) {
                out.append((char) c);
            } else {
                out.append(String.format("%%%02X", c));
            }
        }
        return out.toString();
    }

    private static boolean isAlphanumeric(int c) {
        return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }
}
