package dev.plinth.auth.internal.api;

import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.Pkce;
import dev.plinth.auth.SignInOptions;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Implements {@link SignInOptions}. */
public final class SignInSettings implements SignInOptions {

    private @Nullable Secret captcha;
    private @Nullable String redirect;
    private @Nullable Pkce pkce;
    private @Nullable String channel;
    private boolean createUser = true;
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    public static SignInSettings read(Consumer<? super SignInOptions> options) {
        return Arguments.configured(new SignInSettings(), options, "options");
    }

    @Override
    public SignInOptions captchaToken(String token) {
        Arguments.present(token, "token");
        captcha = Secret.of(token);
        return this;
    }

    @Override
    public SignInOptions redirectTo(String url) {
        redirect = Arguments.present(url, "url");
        return this;
    }

    @Override
    public SignInOptions pkce(Pkce proof) {
        Arguments.required(proof, "pkce");
        pkce = Objects.requireNonNull(proof, "proof");
        return this;
    }

    @Override
    public SignInOptions userMetadata(String name, Object value) {
        Arguments.required(name, "name");
        Arguments.required(value, "value");
        metadata.put(name, value);
        return this;
    }

    @Override
    public SignInOptions channel(String name) {
        channel = Objects.requireNonNull(name, "name");
        return this;
    }

    @Override
    public SignInOptions shouldCreateUser(boolean create) {
        createUser = create;
        return this;
    }

    public @Nullable String redirect() {
        return redirect;
    }

    public Optional<Pkce> proof() {
        return Optional.ofNullable(pkce);
    }

    /** Creates a request body with the contact, if any, and the captcha token. */
    public Map<String, Object> body(@Nullable EmailOrPhone contact) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (contact != null) {
            body.put(contact.isEmail() ? "email" : "phone", contact.value());
        }
        if (captcha != null) {
            body.put("gotrue_meta_security", Map.of("captcha_token", captcha));
        }
        return body;
    }

    public SignInSettings withData(Map<String, Object> body) {
        if (!metadata.isEmpty()) {
            body.put("data", metadata);
        }
        return this;
    }

    /** Adds the PKCE challenge for e-mails. Messages to phones do not support it: users enter their codes by hand. */
    public SignInSettings withPkce(Map<String, Object> body) {
        if (pkce != null && body.containsKey("email")) {
            putChallenge(body, pkce);
        }
        return this;
    }

    public SignInSettings withChannel(Map<String, Object> body) {
        if (channel != null && body.containsKey("phone")) {
            body.put("channel", channel);
        }
        return this;
    }

    public SignInSettings withCreateUser(Map<String, Object> body) {
        body.put("create_user", createUser);
        return this;
    }

    /** Adds the PKCE challenge, for requests that are neither for e-mails nor for phones. */
    public void withPkceForAll(Map<String, Object> body) {
        if (pkce != null) {
            putChallenge(body, pkce);
        }
    }

    static void putChallenge(Map<String, Object> body, Pkce proof) {
        body.put("code_challenge", proof.challenge());
        body.put("code_challenge_method", "s256");
    }
}
