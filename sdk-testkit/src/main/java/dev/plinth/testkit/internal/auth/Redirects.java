package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.golang.GoUrl;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Where a link leads: the address that the request asks for, if it is allowed, else the site. */
final class Redirects {
    private static final Pattern LOOPBACK = Pattern.compile("127\\.\\d+\\.\\d+\\.\\d+|::1");
    private static final Pattern GLOB_PARTS = Pattern.compile("\\*\\*|[*?]|[^*?]+");

    private Redirects() {}

    /** By the request's header, query or referrer. */
    static String of(AuthCore core, Call call) {
        String header = call.header("redirect_to");
        String asked = header.isEmpty() ? call.parameter("redirect_to") : header;
        String address = asked.isEmpty() ? call.header("referer") : asked;
        return allowed(core.settings, address) ? address : core.settings.text("SITE_URL");
    }

    /** By the address in the body first. */
    static String of(AuthCore core, Call call, String inBody) {
        return allowed(core.settings, inBody) ? inBody : of(core, call);
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

    /** One star stops at dots and slashes; two of them do not. */
    private static Pattern globPattern(String glob) {
        return Pattern.compile(GLOB_PARTS.matcher(glob).replaceAll(part -> switch (part.group()) {
            case "**" -> ".*";
            case "*" -> "[^./]*";
            case "?" -> "[^./]";
            default -> Matcher.quoteReplacement(Pattern.quote(part.group()));
        }));
    }
}
