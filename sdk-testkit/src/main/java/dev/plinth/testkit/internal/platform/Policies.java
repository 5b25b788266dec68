package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.Policy;
import dev.plinth.testkit.Policy.Operation;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;

/** The row-level rules in force. */
public final class Policies {
    private final CopyOnWriteArrayList<Policy> policies = new CopyOnWriteArrayList<>();

    public void add(Policy policy) {
        policies.add(policy);
    }

    public void replaceAll(List<Policy> all) {
        policies.clear();
        policies.addAll(all);
    }

    public List<Policy> all() {
        return List.copyOf(policies);
    }

    /** Whether some policy lets this role do this to this object. */
    public boolean allow(Operation operation, String role, @Nullable String userId, String bucket, String name) {
        for (Policy policy : policies) {
            if (policy.operations().contains(operation)
                    && fits(policy.bucket(), bucket)
                    && fits(policy.role(), role)
                    && Glob.matches(policy.path(), name, userId)) {
                return true;
            }
        }
        return false;
    }

    private static boolean fits(String wanted, String actual) {
        return wanted.equals("*") || wanted.equals(actual);
    }
}
