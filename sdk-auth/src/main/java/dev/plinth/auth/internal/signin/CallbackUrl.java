package dev.plinth.auth.internal.signin;

import dev.plinth.auth.internal.api.AuthErrors;
import dev.plinth.core.ApiErrorDetails;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.Service;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;

/** Parses the URL that the browser was redirected to, with a code or an error in the query or the fragment. */
public final class CallbackUrl {

    private CallbackUrl() {}

    /**
     * Returns the authorization code.
     *
     * @throws dev.plinth.core.ApiException if the URL contains an error, or no code
     */
    public static String code(String callback) {
        Map<String, String> parameters = parameters(callback);
        String code = parameters.get("code");
        if (code != null && !parameters.containsKey("error")) {
            return code;
        }
        String error = parameters.getOrDefault("error_code", parameters.getOrDefault("error", "no_code"));
        String message = parameters.getOrDefault("error_description", "the callback URL contains no code");
        throw ApiErrorDetails.builder(400, ErrorCode.of(error), message)
                .call("auth.completeSignIn", Service.AUTH, 1)
                .hint(AuthErrors.hint(error))
                .build()
                .toException();
    }

    private static Map<String, String> parameters(String callback) {
        Map<String, String> found = new HashMap<>();
        int query = callback.indexOf('?');
        int fragment = callback.indexOf('#');
        if (fragment >= 0) {
            read(callback.substring(fragment + 1), found);
        }
        if (query >= 0 && (fragment < 0 || query < fragment)) {
            read(callback.substring(query + 1, fragment < 0 ? callback.length() : fragment), found);
        }
        return found;
    }

    private static void read(String pairs, Map<String, String> into) {
        for (String pair : pairs.split("[&#]", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                into.put(decoded(pair.substring(0, equals)), decoded(pair.substring(equals + 1)));
            }
        }
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
