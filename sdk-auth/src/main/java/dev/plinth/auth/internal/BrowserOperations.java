package dev.plinth.auth.internal;

import dev.plinth.auth.BrowserFlow;
import dev.plinth.auth.FlowOptions;
import dev.plinth.auth.OAuthOptions;
import dev.plinth.auth.Pkce;
import dev.plinth.auth.Provider;
import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.text.Arguments;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Sign-ins that go on in a browser. */
public final class BrowserOperations {

    private static final JsonReader<Address> ADDRESS = Json.reader(Address.class);

    private BrowserOperations() {}

    record Address(String url) {}

    public record Flow(String url, Pkce pkce) implements BrowserFlow {

        @Override
        public String toString() {
            return "BrowserFlow[" + pkce + "]";
        }
    }

    /** Collects how a sign-in at a provider is to be. */
    public static final class Settings implements OAuthOptions {

        private final Map<String, String> parameters = new LinkedHashMap<>();
        private @Nullable String redirect;
        private @Nullable String scopes;
        private Pkce pkce = Pkce.generate();

        public static Settings read(Consumer<? super OAuthOptions> options) {
            Settings settings = new Settings();
            options.accept(settings);
            return settings;
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

        public Pkce pkce() {
            return pkce;
        }

        Route.Builder onto(Route.Builder route, Provider provider) {
            route.query("provider", provider.value())
                    .query("redirect_to", redirect)
                    .query("scopes", scopes)
                    .query("code_challenge", pkce.challenge())
                    .query("code_challenge_method", "s256");
            parameters.forEach(route::query);
            return route;
        }
    }

    /** {@code GET /authorize}: not asked by us, but by the user's browser. */
    public static Operation<Map<String, Object>> authorize(Provider provider, Settings settings) {
        Route.Builder route = settings.onto(Route.get("/authorize"), provider).anonymous();
        return Operation.safe(Auth.SERVICE, "auth.startOAuth", Auth.direct(route, Auth.object()));
    }

    /** {@code GET /user/identities/authorize}. */
    public static Operation<BrowserFlow> link(Provider provider, Consumer<? super OAuthOptions> options) {
        Settings settings = Settings.read(options);
        Route.Builder route =
                settings.onto(Route.get("/user/identities/authorize"), provider).query("skip_http_redirect", true);
        return Operation.safe(Auth.SERVICE, "account.linkIdentity", Auth.direct(route, flow(settings.pkce())));
    }

    /** {@code POST /sso}. */
    public static Operation<BrowserFlow> sso(String field, String value, Consumer<? super FlowOptions> options) {
        Pkce pkce = Pkce.generate();
        FlowSettings settings = new FlowSettings();
        settings.pkce(pkce);
        options.accept(settings);
        Map<String, Object> body = settings.body(null);
        body.put(field, value);
        body.put("skip_http_redirect", true);
        settings.withPkceAnyway(body);
        if (settings.redirect() != null) {
            body.put("redirect_to", settings.redirect());
        }
        Route.Builder route = Route.post("/sso").json(body).anonymous();
        return Operation.unsafe(
                Auth.SERVICE,
                "auth.startSso",
                Auth.direct(route, flow(settings.proof().orElse(pkce))));
    }

    private static Decoder<BrowserFlow> flow(Pkce pkce) {
        return Decoder.json(ADDRESS).then(answer -> new Flow(answer.url(), pkce));
    }
}
