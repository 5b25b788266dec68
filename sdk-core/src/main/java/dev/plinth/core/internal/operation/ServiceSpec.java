package dev.plinth.core.internal.operation;

import dev.plinth.core.Service;
import dev.plinth.core.internal.error.ErrorCatalog;

/** A service and what its errors mean. */
public record ServiceSpec(Service service, ErrorCatalog errors) {

    /** Requests of the user's own. */
    public static final ServiceSpec OTHER = new ServiceSpec(Service.OTHER, ErrorCatalog.NONE);
}
