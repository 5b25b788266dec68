package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.platform.Policies;
import java.util.Set;

/** Row-level security: what a caller sees and may change. Without a policy nothing, but for the service role. */
public record Access(Policies policies) {
    private static final Set<String> ROLES = Set.of("anon", "authenticated");

    public boolean allows(Caller caller, Operation operation, String bucket, String name) {
        if (caller.bypassesRules()) {
            return true;
        }
        checkRole(caller);
        return policies.allow(operation, caller.role(), caller.subject(), bucket, name);
    }

    public boolean sees(Caller caller, StoredObject object) {
        return allows(caller, Operation.SELECT, object.bucketId(), object.name());
    }

    /** A delete that returns rows reads them too. */
    public boolean mayDelete(Caller caller, StoredObject object) {
        return allows(caller, Operation.DELETE, object.bucketId(), object.name()) && sees(caller, object);
    }

    /** What an upload needs: an upsert reads and updates as well. */
    public void checkUpload(Caller caller, String bucket, String name, boolean upsert) {
        boolean allowed = allows(caller, Operation.INSERT, bucket, name)
                && (!upsert
                        || (allows(caller, Operation.SELECT, bucket, name)
                                && allows(caller, Operation.UPDATE, bucket, name)));
        if (!allowed) {
            throw StorageError.ROW_LEVEL_SECURITY.get();
        }
    }

    /** There are no policies for the table of buckets: only the service role works on it. */
    public boolean seesBuckets(Caller caller) {
        if (!caller.bypassesRules()) {
            checkRole(caller);
        }
        return caller.bypassesRules();
    }

    private void checkRole(Caller caller) {
        boolean known = ROLES.contains(caller.role())
                || policies.all().stream().anyMatch(policy -> policy.role().equals(caller.role()));
        if (!known) {
            throw StorageError.UNKNOWN_ROLE.get();
        }
    }
}
