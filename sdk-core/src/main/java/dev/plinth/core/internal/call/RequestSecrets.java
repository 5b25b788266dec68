package dev.plinth.core.internal.call;

import dev.plinth.core.Content;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.content.JsonContent;
import dev.plinth.core.internal.text.SecretNames;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** Collects the secrets of a request, because a server may quote them in its response. */
public final class RequestSecrets {

    private RequestSecrets() {}

    public static List<String> of(HttpRequest request) {
        List<String> secrets = new ArrayList<>();
        request.headers().forEach((name, value) -> {
            if (SecretNames.isSecret(name)) {
                secrets.add(value);
                secrets.add(value.substring(value.indexOf(' ') + 1));
            }
        });
        query(request.path(), secrets);
        Content body = request.body().orElse(null);
        if (body instanceof JsonContent json) {
            secrets.addAll(json.secrets());
        }
        return secrets;
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
                secrets.add(decoded(value));
            }
        }
    }

    private static String decoded(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return value;
        }
    }
}
