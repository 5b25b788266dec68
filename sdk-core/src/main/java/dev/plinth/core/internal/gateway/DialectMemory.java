package dev.plinth.core.internal.gateway;

import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.Service;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Repeatability;
import org.jspecify.annotations.Nullable;

/** What is known of a control plane's spelling of storage routes, for one project. */
final class DialectMemory {

    private final ControlPlaneDialect configured;
    private volatile @Nullable Dialect known;

    DialectMemory(ControlPlaneDialect configured) {
        this.configured = configured;
    }

    /** Returns a memory for another project, which may stand on another version of the platform. */
    DialectMemory another() {
        return new DialectMemory(configured);
    }

    static Dialect other(Dialect dialect) {
        return dialect == Dialect.STUDIO ? Dialect.NATIVE : Dialect.STUDIO;
    }

    Dialect preferred() {
        Dialect learned = known;
        if (configured == ControlPlaneDialect.AUTO) {
            return learned == null ? Dialect.STUDIO : learned;
        }
        return configured == ControlPlaneDialect.NATIVE ? Dialect.NATIVE : Dialect.STUDIO;
    }

    /** Returns the other spelling for a read whose route was missing, as long as none is known to be right. */
    @Nullable
    Dialect fallbackDialect(Operation<?> operation, Dialect tried, boolean lacksRoute) {
        boolean mayAsk = configured == ControlPlaneDialect.AUTO
                && known == null
                && lacksRoute
                && operation.repeatability() == Repeatability.SAFE
                && operation.route(other(tried)) != null;
        return mayAsk ? other(tried) : null;
    }

    /** Learns from a read that exists in both spellings: others say nothing of what the platform knows. */
    void recordSuccess(Operation<?> operation, Dialect dialect) {
        if (configured == ControlPlaneDialect.AUTO
                && known == null
                && operation.service().service() == Service.STORAGE
                && operation.route(other(dialect)) != null) {
            known = dialect;
        }
    }
}
