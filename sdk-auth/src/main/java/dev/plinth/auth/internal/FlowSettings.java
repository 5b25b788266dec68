package dev.plinth.auth.internal;

import dev.plinth.auth.Contact;
import dev.plinth.auth.FlowOptions;
import dev.plinth.auth.Pkce;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** What was said of a flow. */
final class FlowSettings implements FlowOptions {

    private @Nullable Secret captcha;
    private @Nullable String redirect;
    private @Nullable Pkce pkce;
    private @Nullable String channel;
    private boolean existingOnly;
    private final Map<String, Object> metadata = new LinkedHashMap<>();

    static FlowSettings read(Consumer<? super FlowOptions> options) {
        FlowSettings settings = new FlowSettings();
        options.accept(settings);
        return settings;
    }

    @Override
    public FlowOptions captchaToken(String token) {
        Arguments.present(token, "token");
        captcha = Secret.of(token);
        return this;
    }

    @Override
    public FlowOptions redirectTo(String url) {
        redirect = Arguments.present(url, "url");
        return this;
    }

    @Override
    public FlowOptions pkce(Pkce proof) {
        Arguments.required(proof, "pkce");
        pkce = Objects.requireNonNull(proof, "proof");
        return this;
    }

    @Override
    public FlowOptions userMetadata(String name, Object value) {
        Arguments.required(name, "name");
        Arguments.required(value, "value");
        metadata.put(name, value);
        return this;
    }

    @Override
    public FlowOptions channel(String name) {
        channel = Objects.requireNonNull(name, "name");
        return this;
    }

    @Override
    public FlowOptions existingUsersOnly() {
        existingOnly = true;
        return this;
    }

    @Nullable
    String redirect() {
        return redirect;
    }

    Optional<Pkce> proof() {
        return Optional.ofNullable(pkce);
    }

    /** Starts a body with who it is for. */
    Map<String, Object> body(@Nullable Contact contact) {
        Map<String, Object> body = new LinkedHashMap<>();
        if (contact != null) {
            body.put(contact.isEmail() ? "email" : "phone", contact.value());
        }
        if (captcha != null) {
            body.put("gotrue_meta_security", Map.of("captcha_token", captcha));
        }
        return body;
    }

    FlowSettings withData(Map<String, Object> body) {
        if (!metadata.isEmpty()) {
            body.put("data", metadata);
        }
        return this;
    }

    /** Text messages know no proof: their codes are typed in. */
    FlowSettings withPkce(Map<String, Object> body) {
        if (pkce != null && body.containsKey("email")) {
            put(body, pkce);
        }
        return this;
    }

    FlowSettings withChannel(Map<String, Object> body) {
        if (channel != null && body.containsKey("phone")) {
            body.put("channel", channel);
        }
        return this;
    }

    FlowSettings withCreateUser(Map<String, Object> body) {
        body.put("create_user", !existingOnly);
        return this;
    }

    void withPkceAnyway(Map<String, Object> body) {
        if (pkce != null) {
            put(body, pkce);
        }
    }

    static void put(Map<String, Object> body, Pkce proof) {
        body.put("code_challenge", proof.challenge());
        body.put("code_challenge_method", "s256");
    }
}
