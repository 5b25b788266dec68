package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.Exchange;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Released clients that break on fields they do not know: the server leaves those out for them. */
final class OldClients {
    private static final Pattern CLIENT_INFO = Pattern.compile("supabase-py/(\\d+)\\.(\\d+)\\.(\\d+).*");
    private static final Pattern USER_AGENT = Pattern.compile(".*supabase-py/storage3 v(\\d+)\\.(\\d+)\\.(\\d+).*");

    private OldClients() {}

    static boolean withoutBucketType(Exchange exchange) {
        return before(CLIENT_INFO, exchange.header("x-client-info"), 2, 18, 0)
                || before(USER_AGENT, exchange.header("user-agent"), 0, 12, 1);
    }

    private static boolean before(Pattern pattern, @Nullable String header, int major, int minor, int patch) {
        Matcher version = pattern.matcher(header == null ? "" : header);
        return version.matches() && number(version) < number(major, minor, patch);
    }

    private static long number(Matcher version) {
        return number(
                Integer.parseInt(version.group(1)),
                Integer.parseInt(version.group(2)),
                Integer.parseInt(version.group(3)));
    }

    private static long number(int major, int minor, int patch) {
        return (major * 10_000L + minor) * 10_000L + patch;
    }
}
