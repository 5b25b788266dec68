package dev.plinth.core.internal.gateway;

import dev.plinth.core.ProxyDialect;
import dev.plinth.core.Service;
import dev.plinth.core.internal.call.Dialect;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Repeatability;
import org.jspecify.annotations.Nullable;

/** What is known of a control plane's spelling of storage routes, for one project. */
final class SpellingMemory {

    private final ProxyDialect configured;
    private volatile @Nullable Dialect known;

    SpellingMemory(ProxyDialect configured) {
        this.configured = configured;
    }

    /** Returns a memory for another project, which may stand on another version of the platform. */
    SpellingMemory another() {
        return new SpellingMemory(configured);
    }

    static Dialect other(Dialect dialect) {
        return dialect == Dialect.STUDIO ? Dialect.NATIVE : Dialect.STUDIO;
    }

    Dialect preferred() {
        Dialect learned = known;
        if (configured == ProxyDialect.AUTO) {
            return learned == null ? Dialect.STUDIO : learned;
        }
        return configured == ProxyDialect.NATIVE ? Dialect.NATIVE : Dialect.STUDIO;
    }

    /** Returns the other spelling for a read whose route was missing, as long as none is known to be right. */
    @Nullable
    Dialect otherwise(Operation<?> operation, Dialect tried, boolean lacksRoute) {
        boolean mayAsk = configured == ProxyDialect.AUTO
                && known == null
                && lacksRoute
                && operation.repeatability() == Repeatability.SAFE
                && operation.in(other(tried)) != null;
        return mayAsk ? other(tried) : null;
    }

    /** Learns from a read that exists in both spellings: others say nothing of what the platform knows. */
    void answered(Operation<?> operation, Dialect dialect) {
        if (configured == ProxyDialect.AUTO
                && known == null
                && operation.service().service() == Service.STORAGE
                && operation.in(other(dialect)) != null) {
            known = dialect;
        }
    }
}
