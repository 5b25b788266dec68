package dev.plinth.core.internal.gateway;

import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.Service;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import org.jspecify.annotations.Nullable;

/** Remembers which dialect a control plane understands for one project's storage routes. */
final class DialectMemory {

    private final ControlPlaneDialect configured;
    private volatile @Nullable Dialect known;

    DialectMemory(ControlPlaneDialect configured) {
        this.configured = configured;
    }

    /** Returns an empty memory for another project, which may run another version of the platform. */
    DialectMemory another() {
        return new DialectMemory(configured);
    }

    static Dialect other(Dialect dialect) {
        return dialect == Dialect.STUDIO ? Dialect.NATIVE : Dialect.STUDIO;
    }

    Dialect preferred() {
        Dialect detected = known;
        if (configured == ControlPlaneDialect.AUTO) {
            return detected == null ? Dialect.STUDIO : detected;
        }
        return configured == ControlPlaneDialect.NATIVE ? Dialect.NATIVE : Dialect.STUDIO;
    }

    /**
     * Returns the other dialect for a read whose route does not exist, as long as no dialect has been detected;
     * otherwise null.
     */
    @Nullable
    Dialect fallbackDialect(Operation<?> operation, Dialect tried, boolean lacksRoute) {
        boolean mayTry = configured == ControlPlaneDialect.AUTO
                && known == null
                && lacksRoute
                && operation.repeatability() == Repeatability.SAFE
                && operation.route(other(tried)) != null;
        return mayTry ? other(tried) : null;
    }

    /**
     * Records the dialect of a successful storage read that has a route in both dialects; other operations do not show
     * which one the platform understands.
     */
    void recordSuccess(Operation<?> operation, Dialect dialect) {
        if (configured == ControlPlaneDialect.AUTO
                && known == null
                && operation.service().service() == Service.STORAGE
                && operation.route(other(dialect)) != null) {
            known = dialect;
        }
    }
}
