package dev.plinth.core.internal.operation;

import dev.plinth.core.Service;
import dev.plinth.core.internal.error.ErrorCatalog;

/** A service and its error catalog. */
public record ServiceSpec(Service service, ErrorCatalog errors) {

    /** Custom requests. */
    public static final ServiceSpec OTHER = new ServiceSpec(Service.OTHER, ErrorCatalog.NONE);
}
