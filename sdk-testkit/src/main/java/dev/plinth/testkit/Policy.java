package dev.plinth.testkit;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * What a role may do with the objects of a bucket, in place of a row-level policy in SQL. Nothing is allowed without
 * one; the service role is not asked.
 *
 * @param bucket the bucket's id, or {@code *} for every bucket
 * @param role the role, such as {@code authenticated} or {@code anon}, or {@code *} for every role
 * @param operations what is allowed
 * @param path a glob over the object's name: {@code *} within a segment, {@code **} across them, <code>{uid}</code> the
 *     caller's user id
 */
public record Policy(String bucket, String role, Set<Operation> operations, String path) {
    /** What can be done with a row. */
    public enum Operation {
        /** Reading, listing and signing. */
        SELECT,
        /** Creating. */
        INSERT,
        /** Overwriting and moving. */
        UPDATE,
        /** Deleting. */
        DELETE;

        /**
         * Returns the operation's name in the policies' JSON.
         *
         * @return the name in lower case
         */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Checks that nothing is missing.
     *
     * @param bucket the bucket's id, or {@code *} for every bucket
     * @param role the role, or {@code *} for every role
     * @param operations what is allowed
     * @param path a glob over the object's name
     * @throws NullPointerException if anything is null
     */
    public Policy {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(path, "path");
        operations = Set.copyOf(operations);
    }

    /**
     * Returns a policy that allows everything beneath a path.
     *
     * @param bucket the bucket's id
     * @param role the role
     * @param path the glob
     * @return the policy
     */
    public static Policy all(String bucket, String role, String path) {
        return new Policy(bucket, role, Set.of(Operation.values()), path);
    }
}
