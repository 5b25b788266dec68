package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Gateway;
import dev.plinth.testkit.internal.http.Reply;
import java.io.IOException;
import java.util.List;

/** A running project (or the platform itself): its context and the services on its port. */
public record Project(ProjectContext context, List<Service> services) implements AutoCloseable {
    public String ref() {
        return context.ref();
    }

    public void reset() {
        services.forEach(Service::reset);
        context.outbox().clear();
    }

    /** The response of the project's port, without a connection. */
    public Reply answer(Exchange exchange) throws IOException {
        return gateway().handle(exchange);
    }

    Gateway gateway() {
        Gateway gateway = new Gateway();
        services.forEach(service -> gateway.mount(service.mount(), service, service::answersPreflight));
        return gateway;
    }

    @Override
    public void close() {
        services.forEach(Service::close);
        context.s3AccessKeys().close();
    }
}
