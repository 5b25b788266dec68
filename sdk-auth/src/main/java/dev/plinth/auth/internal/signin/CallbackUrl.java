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
        Map<String, String> parameters = new HashMap<>();
        int query = callback.indexOf('?');
        int fragment = callback.indexOf('#');
        if (fragment >= 0) {
            addParameters(callback.substring(fragment + 1), parameters);
        }
        if (query >= 0 && (fragment < 0 || query < fragment)) {
            addParameters(callback.substring(query + 1, fragment < 0 ? callback.length() : fragment), parameters);
        }
        return parameters;
    }

    private static void addParameters(String pairs, Map<String, String> parameters) {
        for (String pair : pairs.split("[&#]", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                parameters.put(decode(pair.substring(0, equals)), decode(pair.substring(equals + 1)));
            }
        }
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return text;
        }
    }
}
