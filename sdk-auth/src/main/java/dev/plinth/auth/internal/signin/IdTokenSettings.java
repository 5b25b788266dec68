package dev.plinth.auth.internal.signin;

import dev.plinth.auth.IdTokenOptions;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;

/** Implements {@link IdTokenOptions}. */
public final class IdTokenSettings implements IdTokenOptions {

    private final Map<String, Object> body = new LinkedHashMap<>();

    @Override
    public IdTokenOptions accessToken(Secret token) {
        Arguments.required(token, "token");
        body.put("access_token", token);
        return this;
    }

    @Override
    public IdTokenOptions nonce(String nonce) {
        Arguments.present(nonce, "nonce");
        body.put("nonce", Secret.of(nonce));
        return this;
    }

    @Override
    public IdTokenOptions captchaToken(String token) {
        Arguments.present(token, "token");
        body.put("gotrue_meta_security", Map.of("captcha_token", Secret.of(token)));
        return this;
    }

    Map<String, Object> body() {
        return body;
    }
}
