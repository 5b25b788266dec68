package dev.plinth.testkit.internal.local;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Message;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.PlatformRuntime;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import java.util.List;

/** What the real servers do not have, for tests and for looking: under {@code /__local/} on every port. */
public final class LocalTools implements Service {
    private final ProjectContext context;
    private final PlatformRuntime runtime;
    private final Router router;

    public LocalTools(ProjectContext context, PlatformRuntime runtime) {
        this.context = context;
        this.runtime = runtime;
        HttpHandler notFound = exchange -> Reply.json(404, Json.object().put("message", "no such local route"));
        this.router = Router.of(notFound, notFound)
                .get("/health", exchange -> Reply.json(200, Json.object().put("ok", true)))
                .get("/outbox", this::outbox)
                .delete("/outbox", this::emptyOutbox);
    }

    @Override
    public String mount() {
        return "/__local";
    }

    @Override
    public HttpHandler handler() {
        return router;
    }

    private Reply outbox(Exchange exchange) {
        String to = exchange.query("to");
        List<Message> messages =
                to == null ? context.outbox().messages() : context.outbox().messagesTo(to);
        ArrayNode all = Json.array();
        messages.forEach(message -> all.add(json(message)));
        return Reply.json(200, all);
    }

    private Reply emptyOutbox(Exchange exchange) {
        context.outbox().clear();
        return Reply.of(204);
    }

    private static ObjectNode json(Message message) {
        return Json.object()
                .put("channel", message.channel())
                .put("to", message.to())
                .put("subject", message.subject())
                .put("body", message.body())
                .put("at", message.at().toString());
    }

    @Override
    public String toString() {
        return "local tools of " + context.ref() + " among "
                + runtime.projects().size();
    }
}
