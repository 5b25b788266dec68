package dev.plinth.testkit.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.Message;
import dev.plinth.testkit.Outbox;
import dev.plinth.testkit.internal.config.Policies.PolicyJson;
import dev.plinth.testkit.internal.data.Records;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
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
import java.util.stream.Collectors;

/**
 * The page and the routes for tests under {@code /__local/} on every port. They apply to the project of the port; on the
 * platform's port they apply to the first project.
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
                .get("/health", exchange -> done(() -> {}))
                .get("/state", exchange -> Reply.json(200, state.json()))
                .get("/requests", exchange -> Reply.json(200, state.requests()))
                .get("/outbox", this::outbox)
                .delete("/outbox", exchange -> cleared(concerned().outbox()::clear))
                .get("/policies", exchange -> policies())
                .post("/policies", exchange -> setPolicies(exchange, false))
                .put("/policies", exchange -> setPolicies(exchange, true))
                .delete(
                        "/policies",
                        exchange -> cleared(() -> concerned().policies().replaceAll(List.of())))
                .get("/faults", exchange -> faults())
                .post("/faults", this::addFaults)
                .delete("/faults", exchange -> cleared(runtime.faults()::clear))
                .post("/clock", this::clock)
                .post("/expire-tokens", exchange -> done(runtime.faults()::expireTokens))
                .post("/platform-token", exchange -> token(runtime.platformToken()))
                .post("/user-token", this::userToken)
                .post("/seed", this::seed)
                .post("/reset", exchange -> done(runtime::reset));
    }

    @Override
    public String mount() {
        return "/__local";
    }

    /** An invalid request is answered with one line that describes the error. */
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
        Outbox outbox = concerned().outbox();
        List<Message> messages = to == null ? outbox.messages() : outbox.messagesTo(to);
        return Reply.json(200, Json.array(messages.stream().map(Records::write).toList()));
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

    private Reply faults() {
        return Reply.json(200, FaultJson.json(runtime.faults().pending()));
    }

    private Reply addFaults(Exchange exchange) throws IOException {
        FaultJson.parse(body(exchange)).forEach(runtime.faults()::add);
        return faults();
    }

    private Reply clock(Exchange exchange) throws IOException {
        JsonNode seconds = body(exchange).path("shiftSeconds");
        if (!seconds.isNumber()) {
            throw new IllegalArgumentException("the clock needs a number 'shiftSeconds'");
        }
        return done(() -> runtime.clock().shift(Duration.ofMillis((long) (seconds.asDouble() * 1_000))));
    }

    private Reply seed(Exchange exchange) throws IOException {
        JsonNode body = body(exchange);
        Project project = named(body);
        int objects = body.path("objects").asInt();
        int users = body.path("users").asInt();
        return done(() -> project.services().forEach(service -> {
            if (objects > 0) {
                service.seedObjects(body.path("bucket").asText("seed"), objects);
            }
            if (users > 0) {
                service.seedUsers(users);
            }
        }));
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

    /** The project of the port; on the platform's port the first one. */
    private ProjectContext concerned() {
        return context.ref().equals(PlatformRuntime.PLATFORM) ? runtime.first().context() : context;
    }

    private static JsonNode body(Exchange exchange) throws IOException {
        return Json.parse(text(exchange)).orElseThrow(() -> new IllegalArgumentException("the body is not JSON"));
    }

    private static String text(Exchange exchange) throws IOException {
        return new String(exchange.bodyBytes(BODY_LIMIT), StandardCharsets.UTF_8);
    }

    private static Reply done(Runnable work) {
        work.run();
        return Reply.json(200, Json.object("ok", true));
    }

    private static Reply cleared(Runnable work) {
        work.run();
        return Reply.of(204);
    }

    private static Reply refusal(int status, String message) {
        return Reply.json(status, Json.object("message", message));
    }

    /** Faults as JSON: {@code [{"method","path","kind","amount","body","delayMillis","after","times"}]}. */
    static final class FaultJson {
        private FaultJson() {}

        /** Reads one fault or several; throws {@link IllegalArgumentException} with a message for users. */
        static List<Fault> parse(JsonNode body) {
            List<Fault> faults = new ArrayList<>();
            (body.isArray() ? body : Json.array().add(body)).forEach(node -> faults.add(fault(node)));
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
            Optional<String> body = Optional.ofNullable(Json.textOrNull(node, "body"));
            Optional<Duration> delay = Optional.of(node.path("delayMillis"))
                    .filter(JsonNode::isNumber)
                    .map(millis -> Duration.ofMillis(millis.asLong()));
            return Fault.on(node.path("method").asText("*"), node.path("path").asText())
                    .of(kind(node.path("kind").asText()), node.path("amount").asLong(), body, delay)
                    .after(node.path("after").asInt(0))
                    .times(node.path("times").asInt(1));
        }

        private static Fault.Kind kind(String name) {
            List<Fault.Kind> kinds = List.of(Fault.Kind.values());
            return kinds.stream()
                    .filter(kind -> name(kind).equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("unknown fault '" + name + "'; there are: "
                            + kinds.stream().map(FaultJson::name).collect(Collectors.joining(", "))));
        }

        private static String name(Fault.Kind kind) {
            return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
        }
    }
}
