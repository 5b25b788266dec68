package dev.plinth.testkit.internal.golang;

import dev.plinth.testkit.internal.http.Percent;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

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
    private static final Pattern BROKEN_ESCAPE = Pattern.compile("%(?![0-9a-fA-F]{2})");
    private static final Pattern PARTS = Pattern.compile(
            "(?:(?<scheme>[a-zA-Z][a-zA-Z0-9+.-]*):)?(?<authority>//[^/?#]*)?(?<path>[^?#]*)(?<query>\\?[^#]*)?"
                    + "(?:#(?<fragment>.*))?",
            Pattern.DOTALL);
    private static final Pattern AUTHORITY = Pattern.compile("//(?:.*@)?"
            + "(?:\\[(?<ip>[^\\[\\]]*)]|(?<host>[A-Za-z0-9._~!$&'()*+,;=<>\"\\x80-\\uffff-]*))(?::(?<port>[0-9]*))?");
    private static final String VALID = "-_.~!$&'()*+,;=:@[]%/";
    private static final String UNESCAPED = "-_.~$&+,/:;=@";

    /** Parses a URL; empty when Go refuses it. */
    public static Optional<GoUrl> parse(String url) {
        Matcher parts = PARTS.matcher(url);
        if (!parts.matches() || CONTROL.matcher(url).find()) {
            return Optional.empty();
        }
        boolean absolute = parts.group("scheme") != null;
        String authority = group(parts, "authority");
        String path = parts.group("path");
        Matcher server = AUTHORITY.matcher(authority.isEmpty() ? "//" : authority);
        boolean opaque = absolute && authority.isEmpty() && !path.startsWith("/");
        boolean colonFirst = !absolute && authority.isEmpty() && path.split("/", 2)[0].contains(":");
        if (!server.matches()
                || colonFirst
                || (!opaque && BROKEN_ESCAPE.matcher(path).find())
                || BROKEN_ESCAPE.matcher(group(parts, "fragment")).find()) {
            return Optional.empty();
        }
        String scheme = group(parts, "scheme").toLowerCase(Locale.ROOT);
        String fragment = escaped(group(parts, "fragment"), "?!()*");
        String encoded = (absolute ? scheme + ":" : "")
                + authority
                + (opaque ? path : escaped(path, ""))
                + group(parts, "query")
                + (fragment.isEmpty() ? "" : "#" + fragment);
        String host = server.group("ip") == null ? group(server, "host") : server.group("ip");
        return Optional.of(new GoUrl(scheme, host, group(server, "port"), encoded));
    }

    private static String group(Matcher matcher, String name) {
        @Nullable String group = matcher.group(name);
        return group == null ? "" : group;
    }

    /** Leaves a text as it is if every character is valid there, else decodes and encodes it. */
    private static String escaped(String text, String more) {
        boolean valid = text.chars()
                .allMatch(c -> (c < 0x80 && Character.isLetterOrDigit(c)) || (VALID + more).indexOf(c) >= 0);
        return valid ? text : Percent.encode(Percent.decode(text).orElse(text), UNESCAPED + more);
    }
}
