package dev.plinth.auth.internal.signin;

import dev.plinth.auth.AuthorizationRequest;
import dev.plinth.auth.OAuthOptions;
import dev.plinth.auth.Pkce;
import dev.plinth.auth.Provider;
import dev.plinth.auth.SignInOptions;
import dev.plinth.auth.internal.api.AuthService;
import dev.plinth.auth.internal.api.SignInSettings;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Operations that start a sign-in in a browser. */
public final class AuthorizationOperations {

    private static final JsonReader<Address> ADDRESS = Json.reader(Address.class);

    private AuthorizationOperations() {}

    record Address(String url) {}

    record AuthorizationRequestRecord(String url, Pkce pkce) implements AuthorizationRequest {

        @Override
        public String toString() {
            return "AuthorizationRequest[" + pkce + "]";
        }
    }

    /** Implements {@link OAuthOptions}. */
    public static final class Settings implements OAuthOptions {

        private final Map<String, String> parameters = new LinkedHashMap<>();
        private @Nullable String redirect;
        private @Nullable String scopes;
        private Pkce pkce = Pkce.generate();

        static Settings read(Consumer<? super OAuthOptions> options) {
            return Arguments.configured(new Settings(), options, "options");
        }

        @Override
        public OAuthOptions redirectTo(String url) {
            Arguments.present(url, "url");
            redirect = url;
            return this;
        }

        @Override
        public OAuthOptions scopes(String... names) {
            Arguments.required(names, "names");
            scopes = String.join(" ", names);
            return this;
        }

        @Override
        public OAuthOptions parameter(String name, String value) {
            Arguments.required(name, "name");
            Arguments.required(value, "value");
            parameters.put(name, value);
            return this;
        }

        @Override
        public OAuthOptions pkce(Pkce proof) {
            Arguments.required(proof, "pkce");
            pkce = proof;
            return this;
        }

        Pkce pkce() {
            return pkce;
        }

        Route.Builder addTo(Route.Builder route, Provider provider) {
            route.query("provider", provider.value())
                    .query("redirect_to", redirect)
                    .query("scopes", scopes)
                    .query("code_challenge", pkce.challenge())
                    .query("code_challenge_method", "s256");
            parameters.forEach(route::query);
            return route;
        }
    }

    /** {@code GET /authorize}. Only its URL is used: the user's browser sends the request. */
    public static AuthorizationRequest oauth(
            Connection connection, Provider provider, Consumer<? super OAuthOptions> options) {
        Settings settings = Settings.read(options);
        Arguments.required(provider, "provider");
        Route.Builder route = settings.addTo(Route.get("/authorize"), provider).anonymous();
        Operation<Map<String, Object>> authorize = Operation.safe(
                AuthService.SERVICE, "auth.signInWithOAuth", AuthService.direct(route, AuthService.object()));
        return new AuthorizationRequestRecord(LiveConnection.of(connection).address(authorize), settings.pkce());
    }

    /** {@code GET /user/identities/authorize}. */
    public static Operation<AuthorizationRequest> link(Provider provider, Consumer<? super OAuthOptions> options) {
        Arguments.required(provider, "provider");
        Settings settings = Settings.read(options);
        Route.Builder route = settings.addTo(Route.get("/user/identities/authorize"), provider)
                .query("skip_http_redirect", true);
        return Operation.safe(
                AuthService.SERVICE, "account.linkIdentity", AuthService.direct(route, decodeRequest(settings.pkce())));
    }

    /** {@code POST /sso} with a domain. */
    public static Operation<AuthorizationRequest> sso(String domain, Consumer<? super SignInOptions> options) {
        Arguments.present(domain, "domain");
        return sso("auth.signInWithSso", "domain", domain, options);
    }

    /** {@code POST /sso} with a provider's id. */
    public static Operation<AuthorizationRequest> ssoProvider(
            String providerId, Consumer<? super SignInOptions> options) {
        Arguments.present(providerId, "providerId");
        return sso("auth.signInWithSsoProvider", "provider_id", providerId, options);
    }

    private static Operation<AuthorizationRequest> sso(
            String operation, String field, String value, Consumer<? super SignInOptions> options) {
        Pkce pkce = Pkce.generate();
        SignInSettings settings = new SignInSettings();
        settings.pkce(pkce);
        Arguments.configured(settings, options, "options");
        Map<String, Object> body = settings.body(null);
        body.put(field, value);
        body.put("skip_http_redirect", true);
        settings.withPkceForAll(body);
        if (settings.redirect() != null) {
            body.put("redirect_to", settings.redirect());
        }
        Route.Builder route = Route.post("/sso").json(body).anonymous();
        return Operation.unsafe(
                AuthService.SERVICE,
                operation,
                AuthService.direct(route, decodeRequest(settings.proof().orElse(pkce))));
    }

    private static Decoder<AuthorizationRequest> decodeRequest(Pkce pkce) {
        return Decoder.json(ADDRESS).then(address -> new AuthorizationRequestRecord(address.url(), pkce));
    }
}
