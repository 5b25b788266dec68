package dev.plinth.core.internal.call;

import dev.plinth.core.Service;

/** A service and what its errors mean. */
public record ServiceSpec(Service service, ErrorCatalog errors) {

    /** Requests of the user's own. */
    static final ServiceSpec OTHER = new ServiceSpec(Service.OTHER, ErrorCatalog.NONE);
}
