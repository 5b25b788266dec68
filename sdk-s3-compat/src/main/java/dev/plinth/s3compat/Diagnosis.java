package dev.plinth.s3compat;

import java.util.List;
import java.util.Optional;

/**
 * The result of {@link S3Compat#diagnose()}. {@code toString} returns a report for printing, without secrets. Immutable
 * and thread-safe. Implemented by Plinth only.
 */
public interface Diagnosis {

    /** {@return the findings in the order of the checks, unmodifiable} */
    List<Finding> findings();

    /** {@return true if there is no finding of severity {@link Severity#PROBLEM}} There may be warnings. */
    default boolean healthy() {
        return problems().isEmpty();
    }

    /** {@return the findings of severity {@link Severity#PROBLEM}} */
    default List<Finding> problems() {
        return findings().stream()
                .filter(finding -> finding.severity() == Severity.PROBLEM)
                .toList();
    }

    /** The severity of a finding. */
    enum Severity {
        /** The configuration is correct. */
        OK,
        /** The configuration works, but may fail in other environments or for some requests. */
        WARNING,
        /** The configuration does not work. */
        PROBLEM
    }

    /** The checks. */
    enum Check {
        /** Whether the endpoint is an S3 endpoint. */
        ENDPOINT,
        /** Whether the endpoint can be reached. */
        REACHABILITY,
        /** Whether the clock of this machine agrees with the server's clock. */
        CLOCK,
        /** Whether the server accepts the region in the signature. */
        REGION,
        /** Whether the server accepts the access keys or the session. */
        CREDENTIALS,
        /** Whether a proxy changes a part of the request that is signed. */
        REWRITING,
        /** Whether bucket names are sent in the path. */
        PATH_STYLE,
        /** Whether bodies are sent unchanged, without checksum trailers. */
        CHECKSUMS
    }

    /** The result of one check. */
    interface Finding {

        /** {@return the check} */
        Check check();

        /** {@return the severity} */
        Severity severity();

        /** {@return what was observed, as a sentence} */
        String message();

        /** {@return how to correct the configuration, as a sentence; empty if nothing needs to be done} */
        Optional<String> fix();
    }
}
