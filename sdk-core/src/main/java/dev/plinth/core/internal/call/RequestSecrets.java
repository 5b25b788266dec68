package dev.plinth.core.internal.call;

import dev.plinth.core.Content;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.content.JsonContent;
import dev.plinth.core.internal.content.MultipartContent;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.text.PercentEncoding;
import dev.plinth.core.internal.text.SecretNames;
import java.net.URLDecoder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;

/** Collects the secrets of a request, because a server may quote them in its response. */
public final class RequestSecrets {

    private RequestSecrets() {}

    public static List<String> of(HttpRequest request) {
        List<String> secrets = new ArrayList<>();
        request.headers().forEach((name, value) -> {
            if (SecretNames.isSecret(name)) {
                header(value, secrets);
            }
        });
        query(request.path(), secrets);
        Content body = request.body().orElse(null);
        if (body instanceof JsonContent json) {
            secrets.addAll(json.secrets());
        } else if (body instanceof MultipartContent form) {
            form.fields().forEach((name, value) -> {
                if (SecretNames.isSecret(name)) {
                    secrets.add(value);
                }
                secrets.addAll(Json.secretsIn(value));
            });
        }
        return withEncodedForms(secrets);
    }

    /**
     * Adds the secrets of an authorization header, without its scheme. A server may quote Basic credentials decoded.
     */
    private static void header(String value, List<String> secrets) {
        String bare = value.substring(value.indexOf(' ') + 1);
        secrets.add(value);
        secrets.add(bare);
        if (value.regionMatches(true, 0, "Basic ", 0, 6)) {
            try {
                String pair = new String(Base64.getDecoder().decode(bare), StandardCharsets.UTF_8);
                secrets.add(pair);
                secrets.add(pair.substring(pair.indexOf(':') + 1));
            } catch (IllegalArgumentException e) {
                // Text that is not Base64 is masked unchanged.
            }
        }
    }

    /**
     * Returns the secrets in all forms that a server may quote: unchanged, escaped for JSON, and percent-encoded. The
     * longest come first, because one may be part of another.
     */
    private static List<String> withEncodedForms(Collection<String> secrets) {
        Set<String> forms = new LinkedHashSet<>();
        for (String secret : secrets) {
            StringBuilder percent = new StringBuilder();
            PercentEncoding.encode(percent, secret);
            forms.add(secret);
            forms.add(Json.escaped(secret));
            forms.add(percent.toString());
            forms.add(URLEncoder.encode(secret, StandardCharsets.UTF_8));
        }
        List<String> sorted = new ArrayList<>(forms);
        sorted.sort(Comparator.comparingInt(String::length).reversed());
        return sorted;
    }

    private static void query(String path, List<String> secrets) {
        int query = path.indexOf('?');
        if (query < 0) {
            return;
        }
        for (String parameter : path.substring(query + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            if (equals > 0 && SecretNames.isSecret(parameter.substring(0, equals))) {
                String value = parameter.substring(equals + 1);
                secrets.add(value);
                secrets.add(decode(value));
            }
        }
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
