package dev.plinth.internal;

import dev.plinth.core.Service;
import dev.plinth.core.internal.error.ErrorCatalog;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.operation.ServiceSpec;
import org.jspecify.annotations.Nullable;

/** The service and routes of the control plane's own resources, which no server of a project implements. */
final class ControlPlane {

    static final ServiceSpec SPEC = new ServiceSpec(Service.PLATFORM, ErrorCatalog.NONE);

    private ControlPlane() {}

    /** Returns a route that is the same in both dialects; only storage routes differ. */
    static <T> Operation.Routes<T> route(Route<T> route) {
        return dialect -> only(dialect, route);
    }

    private static <T> @Nullable Route<T> only(Dialect dialect, Route<T> route) {
        return dialect == Dialect.STUDIO ? route : null;
    }
}
