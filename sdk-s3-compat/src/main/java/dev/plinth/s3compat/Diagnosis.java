package dev.plinth.s3compat;

import java.util.List;
import java.util.Optional;

/**
 * What {@link S3Compat#diagnose()} found. {@code toString} is for printing, and shows no secret. Immutable and
 * thread-safe. Made by Plinth only.
 */
public interface Diagnosis {

    /**
     * Returns what was looked at, in that order.
     *
     * @return the findings, unmodifiable
     */
    List<Finding> findings();

    /**
     * Tells whether nothing is wrong.
     *
     * @return true if there is no problem; there may be warnings
     */
    default boolean healthy() {
        return problems().isEmpty();
    }

    /**
     * Returns what is wrong.
     *
     * @return the findings that are problems
     */
    default List<Finding> problems() {
        return findings().stream()
                .filter(finding -> finding.severity() == Severity.PROBLEM)
                .toList();
    }

    /** How bad it is. */
    enum Severity {
        /** It is as it should be. */
        OK,
        /** It works, or may, but not everywhere. */
        WARNING,
        /** It does not work. */
        PROBLEM
    }

    /** What was looked at. */
    enum Check {
        /** Whether the endpoint is S3's. */
        ENDPOINT,
        /** Whether it can be reached. */
        REACHABILITY,
        /** Whether this machine's clock is the server's. */
        CLOCK,
        /** Whether the region that is signed for is one that the server takes. */
        REGION,
        /** Whether the keys, or the session, are known. */
        CREDENTIALS,
        /** Whether something on the way changes what was signed. */
        REWRITING,
        /** Whether buckets are named in the path. */
        PATH_STYLE,
        /** Whether bodies are sent as they are. */
        CHECKSUMS
    }

    /** One thing that was looked at. */
    interface Finding {

        /**
         * Returns what was looked at.
         *
         * @return the check
         */
        Check check();

        /**
         * Returns how bad it is.
         *
         * @return the severity
         */
        Severity severity();

        /**
         * Returns what was seen.
         *
         * @return a sentence
         */
        String message();

        /**
         * Returns what to set.
         *
         * @return a sentence, if something is to be done
         */
        Optional<String> fix();
    }
}
