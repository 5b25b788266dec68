package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.config.Settings;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The text that a signature is of: the request as it was sent, path and all. */
record CanonicalRequest(Exchange exchange, Settings settings) {
    private static final String MOUNT = "/s3";
    private static final String SIGNATURE = "X-Amz-Signature";

    String text(Claim claim) {
        StringBuilder text = new StringBuilder(exchange.method())
                .append('\n')
                .append(path())
                .append('\n')
                .append(query())
                .append('\n');
        claim.signedHeaders()
                .forEach(name -> text.append(name.toLowerCase(Locale.ROOT))
                        .append(':')
                        .append(header(name.toLowerCase(Locale.ROOT)))
                        .append('\n'));
        return text.append('\n')
                .append(String.join(";", claim.signedHeaders()))
                .append('\n')
                .append(claim.contentHash())
                .toString();
    }

    /** What the client had before its eyes: the prefix that a gateway strips included. */
    private String path() {
        String forwarded =
                settings.get(S3Settings.REQUEST_ALLOW_X_FORWARDED_PATH) ? exchange.header("x-forwarded-prefix") : null;
        String prefix = forwarded == null ? settings.get(S3Settings.S3_PROTOCOL_PREFIX) : forwarded;
        return prefix + MOUNT + exchange.path();
    }

    private String query() {
        List<String> pairs = new ArrayList<>();
        for (Map.Entry<String, List<String>> entry : exchange.queries().entrySet()) {
            if (!entry.getKey().equals(SIGNATURE)) {
                entry.getValue()
                        .forEach(value -> pairs.add(Percent.encode(entry.getKey()) + "=" + Percent.encode(value)));
            }
        }
        pairs.sort(null);
        return String.join("&", pairs);
    }

    private String header(String name) {
        if (name.equals("host")) {
            return host();
        }
        List<String> values = new ArrayList<>();
        for (Map.Entry<String, String> header : exchange.headers()) {
            if (header.getKey().equalsIgnoreCase(name)) {
                values.add(header.getValue().strip().replaceAll(" +", " "));
            }
        }
        return String.join(",", values);
    }

    private String host() {
        String publicUrl = settings.get(S3Settings.STORAGE_PUBLIC_URL);
        if (!publicUrl.isEmpty()) {
            return String.valueOf(URI.create(publicUrl).getAuthority());
        }
        String forwarded = exchange.header("x-forwarded-host");
        return forwarded == null ? exchange.host() : forwarded + port(exchange.header("x-forwarded-port"));
    }

    private static String port(@Nullable String port) {
        return port == null || port.equals("80") || port.equals("443") ? "" : ":" + port;
    }
}
