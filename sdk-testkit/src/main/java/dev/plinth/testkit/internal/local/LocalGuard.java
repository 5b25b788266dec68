package dev.plinth.testkit.internal.local;

import dev.plinth.testkit.internal.config.Setting;
import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps web pages away from {@code /__local/}. A browser sends a page's requests to any address, also to loopback ones:
 * {@code Origin} and {@code Sec-Fetch-Site} say where the page comes from, and a {@code Host} that is not a loopback
 * name shows that a foreign name was made to resolve to this machine. Programs send no {@code Origin}. Whoever has the
 * token may come from anywhere.
 */
public final class LocalGuard {
    private static final Setting<List<String>> LOCAL_ALLOWED_HOSTS = Setting.list(
            "LOCAL_ALLOWED_HOSTS",
            "",
            "host names by which /__local/ may be used, beside loopback names and --host; * for any");

    public static final List<Setting<?>> SETTINGS = List.of(LOCAL_ALLOWED_HOSTS);

    private final Settings settings;
    private final String ownHost;
    private final String token;

    LocalGuard(Settings settings, String ownHost, String token) {
        this.settings = settings;
        this.ownHost = ownHost.toLowerCase(Locale.ROOT);
        this.token = token;
    }

    /** The refusal of a request that comes from elsewhere; empty when it may go on. */
    Optional<Reply> refusal(Exchange exchange) {
        if (hasToken(exchange)) {
            return Optional.empty();
        }
        if (!isAllowed(hostName(exchange.host()))) {
            return Optional.of(refused("the Host '" + exchange.host() + "' is not a loopback name; allow it with the"
                    + " setting LOCAL_ALLOWED_HOSTS, or send the localToken as a bearer token"));
        }
        if (isForeign(exchange)) {
            return Optional.of(
                    refused("a page of another origin may not use /__local/ unless it sends the localToken as a"
                            + " bearer token"));
        }
        return Optional.empty();
    }

    private boolean hasToken(Exchange exchange) {
        String header = exchange.header("authorization");
        byte[] wanted = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        return header != null && MessageDigest.isEqual(wanted, header.getBytes(StandardCharsets.UTF_8));
    }

    private boolean isAllowed(String host) {
        List<String> allowed = settings.get(LOCAL_ALLOWED_HOSTS);
        return host.equals("localhost")
                || host.endsWith(".localhost")
                || host.matches("127(\\.[0-9]{1,3}){3}")
                || host.equals("::1")
                || host.equals(ownHost)
                || allowed.contains("*")
                || allowed.stream().anyMatch(host::equalsIgnoreCase);
    }

    private static boolean isForeign(Exchange exchange) {
        String origin = exchange.header("origin");
        if (origin != null) {
            return !origin.toLowerCase(Locale.ROOT).matches("https?://.*")
                    || !authority(origin).equalsIgnoreCase(exchange.host());
        }
        @Nullable String site = exchange.header("sec-fetch-site");
        boolean opened = "navigate".equals(exchange.header("sec-fetch-mode"));
        return site != null && !site.equals("same-origin") && !site.equals("none") && !opened;
    }

    private static String authority(String origin) {
        return origin.substring(origin.indexOf("//") + 2);
    }

    /** The host without its port and without the brackets of an IPv6 address. */
    private static String hostName(String host) {
        String lower = host.toLowerCase(Locale.ROOT);
        if (lower.startsWith("[")) {
            return lower.substring(1, Math.max(1, lower.indexOf(']')));
        }
        int colon = lower.indexOf(':');
        return colon < 0 ? lower : lower.substring(0, colon);
    }

    private static Reply refused(String message) {
        return Reply.json(403, Json.object("message", message));
    }
}
