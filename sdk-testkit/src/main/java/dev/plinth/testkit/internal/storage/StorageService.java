package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;

/** The Storage server of one project. */
public final class StorageService implements Service {
    private final ProjectContext context;
    private final Router router;

    public StorageService(ProjectContext context) {
        this.context = context;
        this.router = Router.of(exchange -> Reply.of(404), exchange -> Reply.of(400))
                .get("/status", exchange -> Reply.of(200));
    }

    @Override
    public String mount() {
        return "/storage/v1";
    }

    @Override
    public HttpHandler handler() {
        return router;
    }

    @Override
    public String toString() {
        return "storage of " + context.ref();
    }
}
