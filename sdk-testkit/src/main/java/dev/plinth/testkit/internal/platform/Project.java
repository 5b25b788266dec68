package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.internal.http.Gateway;
import java.util.List;
import java.util.Optional;

/** A running project (or the platform itself): its context and the services on its port. */
public record Project(ProjectContext context, List<Service> services) implements AutoCloseable {
    public String ref() {
        return context.ref();
    }

    /** The service of a type, for those who need another one's data. */
    public <T> Optional<T> service(Class<T> type) {
        return services.stream().filter(type::isInstance).map(type::cast).findFirst();
    }

    public void reset() {
        services.forEach(Service::reset);
        context.outbox().clear();
    }

    Gateway gateway() {
        Gateway gateway = new Gateway();
        services.forEach(service -> gateway.mount(service.mount(), service.handler(), service::answersPreflight));
        return gateway;
    }

    @Override
    public void close() {
        services.forEach(Service::close);
    }
}
