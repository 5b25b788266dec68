package dev.plinth.testkit.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.Message;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.Policies.PolicyJson;
import dev.plinth.testkit.internal.platform.Project;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/**
 * What the real servers do not have, for tests and for looking: under {@code /__local/} on every port. What concerns
 * a project is that of the port; on the platform's port it is that of the first project.
 */
public final class LocalTools implements Service {
    private static final int BODY_LIMIT = 1 << 20;
    private static final Duration TOKEN_LIFETIME = Duration.ofHours(1);

    private final ProjectContext context;
    private final PlatformRuntime runtime;
    private final PageState state;
    private final LocalGuard guard;
    private final Router router;

    public LocalTools(ProjectContext context, PlatformRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
        this.state = new PageState(runtime);
        this.guard = new LocalGuard(context.settings(), runtime.options().host(), runtime.localToken());
        HttpHandler notFound = exchange -> refusal(404, "no such local route");
        this.router = Router.of(notFound, notFound)
                .get("/", exchange -> page())
                .get("/health", exchange -> ok())
                .get("/state", exchange -> Reply.json(200, state.json()))
                .get("/requests", exchange -> Reply.json(200, state.requests()))
                .get("/outbox", this::outbox)
                .delete("/outbox", this::emptyOutbox)
                .get("/policies", exchange -> policies())
                .post("/policies", exchange -> setPolicies(exchange, false))
                .put("/policies", exchange -> setPolicies(exchange, true))
                .delete("/policies", exchange -> clearPolicies())
                .get(
                        "/faults",
                        exchange ->
                                Reply.json(200, FaultJson.json(runtime.faults().pending())))
                .post("/faults", this::addFaults)
                .delete("/faults", exchange -> clearFaults())
                .post("/clock", this::clock)
                .post("/expire-tokens", exchange -> expireTokens())
                .post("/platform-token", exchange -> token(runtime.platformToken()))
                .post("/user-token", this::userToken)
                .post("/seed", this::seed)
                .post("/reset", exchange -> resetAll());
    }

    @Override
    public String mount() {
        return "/__local";
    }

    /** What is wrong with a request is said in one line. */
    @Override
    public Reply handle(Exchange exchange) throws IOException {
        Optional<Reply> refusal = guard.refusal(exchange);
        if (refusal.isPresent()) {
            return refusal.get();
        }
        try {
            return exchange.path().isEmpty() ? Reply.of(308).header("location", "/__local/") : router.handle(exchange);
        } catch (IllegalArgumentException | UnsupportedOperationException e) {
            return refusal(400, String.valueOf(e.getMessage()));
        }
    }

    private static Reply page() throws IOException {
        return Reply.of(200, "text/html; charset=utf-8", PageState.html())
                .header("cache-control", "no-store")
                .header("content-security-policy", "frame-ancestors 'none'");
    }

    private Reply outbox(Exchange exchange) {
        String to = exchange.query("to");
        List<Message> messages = to == null
                ? concerned().outbox().messages()
                : concerned().outbox().messagesTo(to);
        ArrayNode all = Json.array();
        messages.forEach(message -> all.add(PageState.json(message)));
        return Reply.json(200, all);
    }

    private Reply emptyOutbox(Exchange exchange) {
        concerned().outbox().clear();
        return Reply.of(204);
    }

    private Reply policies() {
        return Reply.json(200, PolicyJson.json(concerned().policies().all()));
    }

    private Reply setPolicies(Exchange exchange, boolean replace) throws IOException {
        var policies = PolicyJson.parse(text(exchange));
        if (replace) {
            concerned().policies().replaceAll(policies);
        } else {
            policies.forEach(concerned().policies()::add);
        }
        return policies();
    }

    private Reply clearPolicies() {
        concerned().policies().replaceAll(List.of());
        return Reply.of(204);
    }

    private Reply addFaults(Exchange exchange) throws IOException {
        FaultJson.parse(body(exchange)).forEach(runtime.faults()::add);
        return Reply.json(200, FaultJson.json(runtime.faults().pending()));
    }

    private Reply clearFaults() {
        runtime.faults().clear();
        return Reply.of(204);
    }

    private Reply clock(Exchange exchange) throws IOException {
        JsonNode seconds = body(exchange).path("shiftSeconds");
        if (!seconds.isNumber()) {
            throw new IllegalArgumentException("the clock needs a number 'shiftSeconds'");
        }
        runtime.clock().shift(Duration.ofMillis((long) (seconds.asDouble() * 1_000)));
        return ok();
    }

    private Reply expireTokens() {
        runtime.faults().expireTokens();
        return ok();
    }

    private Reply seed(Exchange exchange) throws IOException {
        JsonNode body = body(exchange);
        Project project = named(body);
        int objects = body.path("objects").asInt();
        int users = body.path("users").asInt();
        for (Service service : project.services()) {
            if (objects > 0) {
                service.seedObjects(body.path("bucket").asText("seed"), objects);
            }
            if (users > 0) {
                service.seedUsers(users);
            }
        }
        return ok();
    }

    private Reply userToken(Exchange exchange) throws IOException {
        JsonNode body = body(exchange);
        if (!body.path("user").isTextual()) {
            throw new IllegalArgumentException("a user's id is needed in 'user'");
        }
        String role = body.path("role").asText("authenticated");
        return token(named(body).context().userToken(body.path("user").asText(), role, TOKEN_LIFETIME));
    }

    /** The project whose ref is in the body, else that of the port. */
    private Project named(JsonNode body) {
        String ref = body.path("project").asText(concerned().ref());
        return runtime.project(ref)
                .orElseThrow(() -> new IllegalArgumentException("there is no project with the ref " + ref));
    }

    private static Reply token(String token) {
        return Reply.json(200, Json.object("token", token));
    }

    private Reply resetAll() {
        runtime.reset();
        return ok();
    }

    private ProjectContext concerned() {
        return context.ref().equals(PlatformRuntime.PLATFORM) ? runtime.first().context() : context;
    }

    private static JsonNode body(Exchange exchange) throws IOException {
        return Json.parse(text(exchange)).orElseThrow(() -> new IllegalArgumentException("the body is not JSON"));
    }

    private static String text(Exchange exchange) throws IOException {
        return new String(exchange.bodyBytes(BODY_LIMIT), StandardCharsets.UTF_8);
    }

    private static Reply ok() {
        return Reply.json(200, Json.object("ok", true));
    }

    private static Reply refusal(int status, String message) {
        return Reply.json(status, Json.object("message", message));
    }

    /** Faults as JSON: {@code [{"method","path","kind","amount","body","delayMillis","after","times"}]}. */
    static final class FaultJson {
        private FaultJson() {}

        /** Reads one fault or several; an {@link IllegalArgumentException} says what is wrong. */
        static List<Fault> parse(JsonNode body) {
            List<Fault> faults = new ArrayList<>();
            if (body.isArray()) {
                body.forEach(node -> faults.add(fault(node)));
            } else {
                faults.add(fault(body));
            }
            return faults;
        }

        static ArrayNode json(List<Fault> faults) {
            ArrayNode all = Json.array();
            for (Fault fault : faults) {
                ObjectNode node = all.addObject()
                        .put("method", fault.method())
                        .put("path", fault.path())
                        .put("kind", name(fault.kind()))
                        .put("amount", fault.amount());
                fault.body().ifPresent(body -> node.put("body", body));
                fault.delay().ifPresent(delay -> node.put("delayMillis", delay.toMillis()));
                node.put("after", fault.skipped()).put("times", fault.count());
            }
            return all;
        }

        private static Fault fault(JsonNode node) {
            if (!node.path("path").isTextual()) {
                throw new IllegalArgumentException("a fault needs a 'path'");
            }
            Optional<String> body = node.path("body").isTextual()
                    ? Optional.of(node.path("body").asText())
                    : Optional.empty();
            Optional<Duration> delay = node.path("delayMillis").isNumber()
                    ? Optional.of(Duration.ofMillis(node.path("delayMillis").asLong()))
                    : Optional.empty();
            return Fault.on(node.path("method").asText("*"), node.path("path").asText())
                    .of(kind(node.path("kind").asText()), node.path("amount").asLong(), body, delay)
                    .after(node.path("after").asInt(0))
                    .times(node.path("times").asInt(1));
        }

        private static Fault.Kind kind(String name) {
            List<String> names = new ArrayList<>();
            for (Fault.Kind kind : Fault.Kind.values()) {
                if (name(kind).equals(name)) {
                    return kind;
                }
                names.add(name(kind));
            }
            throw new IllegalArgumentException("unknown fault '" + name + "'; there are: " + String.join(", ", names));
        }

        private static String name(Fault.Kind kind) {
            return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
