package dev.plinth.testkit;

import java.util.Locale;
import java.util.Objects;
import java.util.Set;

/**
 * A permission of a role for the objects of a bucket. It replaces a row-level policy in SQL. Without a policy, a role
 * has no permission; the service role needs none.
 *
 * @param bucket the bucket's id, or {@code *} for all buckets
 * @param role the role, such as {@code authenticated} or {@code anon}, or {@code *} for all roles
 * @param operations the allowed operations
 * @param path a glob that the object's key must match: {@code *} matches within a segment, {@code **} across segments,
 *     and <code>{uid}</code> stands for the caller's user id
 */
public record Policy(String bucket, String role, Set<Operation> operations, String path) {
    /** An operation on an object. */
    public enum Operation {
        /** Reading, listing and signing. */
        SELECT,
        /** Creating. */
        INSERT,
        /** Replacing and moving. */
        UPDATE,
        /** Deleting. */
        DELETE;

        /** {@return the operation's name in the JSON format of policies, in lower case} */
        public String wireName() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Creates a policy.
     *
     * @param bucket the bucket's id, or {@code *} for all buckets
     * @param role the role, or {@code *} for all roles
     * @param operations the allowed operations
     * @param path a glob that the object's key must match
     * @throws NullPointerException if an argument is null
     */
    public Policy {
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(role, "role");
        Objects.requireNonNull(path, "path");
        operations = Set.copyOf(operations);
    }

    /**
     * Creates a policy that allows all operations on matching objects.
     *
     * @param bucket the bucket's id, or {@code *} for all buckets
     * @param role the role, or {@code *} for all roles
     * @param path a glob that the object's key must match, such as {@code **}
     * @return the policy
     */
    public static Policy all(String bucket, String role, String path) {
        return new Policy(bucket, role, Set.of(Operation.values()), path);
    }
}
