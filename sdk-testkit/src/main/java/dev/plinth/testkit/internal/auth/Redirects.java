package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.golang.GoUrl;
import java.util.regex.Pattern;

/** Where a link leads in the end: what the request asks for, if it is allowed, else the site. */
final class Redirects {
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+|::1");

    private Redirects() {}

    /** By the request's header, query or referrer. */
    static String of(AuthCore core, Call call) {
        return asked(core, call, call.parameter("redirect_to"));
    }

    /** By a body's own word first. */
    static String of(AuthCore core, Call call, String inBody) {
        return allowed(core.settings, inBody) ? inBody : of(core, call);
    }

    private static String asked(AuthCore core, Call request, String inQuery) {
        String header = request.header("redirect_to");
        String asked = header.isEmpty() ? inQuery : header;
        if (!asked.isEmpty()) {
            return allowed(core.settings, asked) ? asked : core.settings.text("SITE_URL");
        }
        String referrer = request.header("referer");
        return allowed(core.settings, referrer) ? referrer : core.settings.text("SITE_URL");
    }

    static boolean allowed(AuthSettings settings, String url) {
        GoUrl asked = GoUrl.parse(url).orElse(null);
        if (asked == null || url.isEmpty()) {
            return false;
        }
        if (GoUrl.parse(settings.text("SITE_URL"))
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
}
