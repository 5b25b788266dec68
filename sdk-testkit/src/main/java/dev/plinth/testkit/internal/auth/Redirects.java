package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.golang.GoUrl;
import java.net.URI;
import java.util.regex.Pattern;

/** Where a link leads in the end: what the request asks for, if it is allowed, else the site. */
final class Redirects {
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+|::1");

    private final String target;

    private Redirects(String target) {
        this.target = target;
    }

    String target() {
        return target;
    }

    /** By the request's header, query or referrer. */
    static Redirects of(AuthCore core, AuthRequest request) {
        return new Redirects(asked(core, request, request.parameter("redirect_to")));
    }

    /** By a body's own word first. */
    static Redirects of(AuthCore core, AuthRequest request, String inBody) {
        return allowed(core.settings(), inBody) ? new Redirects(inBody) : of(core, request);
    }

    private static String asked(AuthCore core, AuthRequest request, String inQuery) {
        String header = request.header("redirect_to");
        String asked = header.isEmpty() ? inQuery : header;
        if (!asked.isEmpty()) {
            return allowed(core.settings(), asked) ? asked : core.settings().siteUrl();
        }
        String referrer = request.header("referer");
        return allowed(core.settings(), referrer) ? referrer : core.settings().siteUrl();
    }

    static boolean allowed(AuthSettings settings, String url) {
        GoUrl asked = GoUrl.parse(url).orElse(null);
        if (asked == null || url.isEmpty()) {
            return false;
        }
        if (GoUrl.parse(settings.siteUrl())
                .filter(site -> sameOrigin(asked, site))
                .isPresent()) {
            return true;
        }
        if (asked.host().isEmpty() && asked.scheme().isEmpty()) {
            return false;
        }
        if (LOOPBACK.matcher(asked.host()).matches()) {
            return true;
        }
        if (asked.host().matches("[0-9.]+|.*:.*")) {
            return false;
        }
        int fragment = url.indexOf('#');
        String matched = fragment < 0 ? url : url.substring(0, fragment);
        return settings.list("URI_ALLOW_LIST", ",").stream()
                .anyMatch(glob -> globPattern(glob).matcher(matched).matches());
    }

    private static boolean sameOrigin(GoUrl asked, GoUrl site) {
        boolean samePort = asked.port().equals(site.port()) || loopback(asked.host());
        return same(asked.scheme(), site.scheme()) && same(asked.host(), site.host()) && samePort;
    }

    private static boolean loopback(String host) {
        return host.equalsIgnoreCase("localhost") || LOOPBACK.matcher(host).matches();
    }

    private static boolean same(String a, String b) {
        return !a.isEmpty() && a.equalsIgnoreCase(b);
    }

    /** Stars stop at dots and slashes; two of them do not. */
    private static Pattern globPattern(String glob) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < glob.length(); i++) {
            char c = glob.charAt(i);
            if (c == '*' && i + 1 < glob.length() && glob.charAt(i + 1) == '*') {
                regex.append(".*");
                i++;
            } else if (c == '*') {
                regex.append("[^./]*");
            } else if (c == '?') {
                regex.append("[^./]");
            } else {
                regex.append(Pattern.quote(String.valueOf(c)));
            }
        }
        return Pattern.compile(regex.toString());
    }

    /** A path, or a whole address, as seen from another one. */
    static String resolved(String base, String reference) {
        return URI.create(base).resolve(reference).toString();
    }
}
