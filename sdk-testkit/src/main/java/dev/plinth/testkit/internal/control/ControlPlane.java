package dev.plinth.testkit.internal.control;

import dev.plinth.testkit.Profile;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import java.io.IOException;
import java.util.Optional;
import java.util.Set;

/** The control plane as the platform's page has it, and more or less than that, by its profile. */
public final class ControlPlane implements Service {
    private static final String AUTH = "/platform/auth/{ref}";
    private static final String STORAGE = "/platform/storage/{ref}";
    private static final Set<String> LOST_HEADERS =
            Set.of("x-upsert", "cache-control", "x-metadata", "range", "if-none-match", "if-modified-since", "accept");

    private final PlatformRuntime runtime;
    private final Profile profile;
    private final Access access;
    private final Router router;
    private final Studio studio;
    private final ProjectContext platform;

    /** The control plane of a platform, whose own context it checks tokens with. */
    public ControlPlane(ProjectContext platform, PlatformRuntime runtime) {
        this.runtime = runtime;
        this.platform = platform;
        this.studio = new Studio(runtime);
        this.profile = runtime.options().profile();
        this.access = new Access(platform, profile);
        HttpHandler notFound = exchange -> Reply.json(404, Json.object("message", "Not Found"));
        this.router = Router.of(notFound, notFound);
        seedRoutes();
        if (profile != Profile.SEED) {
            otherRoutes();
            new Discovery(runtime).mount(router);
            new StorageAdmin(runtime).mount(router);
        }
    }

    @Override
    public String mount() {
        return "/api";
    }

    /** A Studio knows nothing of other origins. */
    @Override
    public boolean answersPreflight(String path) {
        return profile == Profile.STUDIO;
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        boolean hosted = platform.settings().get(ControlSettings.NEXT_PUBLIC_IS_PLATFORM);
        if (hosted && profile == Profile.STUDIO) {
            return studio.hosted(exchange);
        }
        Optional<Reply> refusal = access.refusal(exchange);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        if (profile == Profile.STUDIO) {
            return studio.handle(exchange);
        }
        return profile == Profile.LOSSY ? bare(routed(exchange)) : routed(exchange);
    }

    /** The platform's own routes, else what Studio's dialect of Storage has. */
    private Reply routed(Exchange exchange) throws IOException {
        boolean known = profile == Profile.SEED || router.knows(exchange.method(), exchange.path());
        Optional<Reply> dialect = known ? Optional.empty() : studio.storage(exchange);
        return dialect.isPresent() ? dialect.get() : router.handle(exchange);
    }

    /** The four calls of the platform's API page. */
    private void seedRoutes() {
        UsersProxy users = new UsersProxy(profile);
        on("GET", AUTH + "/users", users::list);
        on("POST", AUTH + "/users", users::create);
        on(
                "GET",
                STORAGE + "/buckets",
                (upstream, exchange) -> upstream.call(exchange, "GET", "/storage/v1/bucket" + query(exchange), null));
        on("POST", STORAGE + "/object/{bucket}/*", this::passStorage);
    }

    private void otherRoutes() {
        UsersProxy users = new UsersProxy(profile);
        on("PATCH", AUTH + "/users/{id}", users::update);
        on("DELETE", AUTH + "/users/{id}", users::delete);
        on("DELETE", AUTH + "/users/{id}/factors", users::deleteFactors);
        for (String kind : Set.of("invite", "magiclink", "otp", "recover")) {
            on("POST", AUTH + "/" + kind, (upstream, exchange) -> users.send(upstream, exchange, kind));
        }
        for (String method : Set.of("GET", "HEAD", "POST", "PUT", "DELETE")) {
            on(method, STORAGE + "/bucket", this::passStorage);
            on(method, STORAGE + "/bucket/*", this::passStorage);
            on(method, STORAGE + "/object/*", this::passStorage);
        }
    }

    /** Storage's own routes, under the platform's path. */
    private Reply passStorage(Upstream upstream, Exchange exchange) throws IOException {
        String path = exchange.path();
        String below = path.substring(path.indexOf('/', "/platform/storage/".length()));
        boolean lossy = profile == Profile.LOSSY;
        if (lossy && exchange.method().equals("DELETE")) {
            return upstream.call(exchange, "DELETE", "/storage/v1" + below + query(exchange), null);
        }
        return upstream.pass(exchange, "/storage/v1" + below + query(exchange), lossy ? LOST_HEADERS : Set.of());
    }

    private void on(String method, String template, Upstream.Handler handler) {
        router.on(method, template, Upstream.route(runtime, handler));
    }

    /** All that is left of an answer behind a proxy that keeps only what it knows. */
    private static Reply bare(Reply reply) throws IOException {
        String type = reply.header("content-type");
        Reply.BodyWriter writer = reply.writer();
        if (writer != null) {
            return Reply.stream(
                    reply.status(), type == null ? "application/octet-stream" : type, reply.length(), writer);
        }
        return type == null ? Reply.of(reply.status()) : Reply.of(reply.status(), type, reply.bytes());
    }

    private static String query(Exchange exchange) {
        return exchange.rawQuery() == null ? "" : "?" + exchange.rawQuery();
    }
}
