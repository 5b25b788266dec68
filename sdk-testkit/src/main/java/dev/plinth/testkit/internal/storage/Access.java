package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.config.Policies;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.jwt.JwtException;
import dev.plinth.testkit.internal.jwt.Jwts;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Row-level security: what a caller sees and may change. Without a policy, only the service role has access. */
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
        Stream<Operation> needed =
                upsert ? Stream.of(Operation.INSERT, Operation.SELECT, Operation.UPDATE) : Stream.of(Operation.INSERT);
        StorageError.ROW_LEVEL_SECURITY.throwIf(!needed.allMatch(operation -> allows(caller, operation, bucket, name)));
    }

    /** There are no policies for the table of buckets: only the service role works on it. */
    public boolean seesBuckets(Caller caller) {
        checkRole(caller);
        return caller.bypassesRules();
    }

    private void checkRole(Caller caller) {
        boolean known = caller.bypassesRules()
                || ROLES.contains(caller.role())
                || policies.all().stream().anyMatch(policy -> policy.role().equals(caller.role()));
        StorageError.UNKNOWN_ROLE.throwIf(!known);
    }

    /** Identifies the caller by the Authorization header; the word Bearer may be absent. */
    public record Authenticator(Jwts jwts) {
        private static final Pattern BEARER = Pattern.compile("(?i)^bearer ");

        /** The caller on a route whose schema requires the header. */
        Caller required(Exchange exchange) {
            StorageError.VALIDATION.throwIf(
                    exchange.header("authorization") == null, "headers must have required property 'authorization'");
            return verified(exchange);
        }

        /** The caller on a route without such a schema: a missing header is an invalid token. */
        public Caller verified(Exchange exchange) {
            try {
                return callerOf(jwts.verify(token(exchange)));
            } catch (JwtException e) {
                throw StorageError.ACCESS_DENIED.with(String.valueOf(e.getMessage()));
            }
        }

        /** The caller where a token is optional; empty when it is missing or invalid. */
        Optional<Caller> optional(Exchange exchange) {
            try {
                return Optional.of(callerOf(jwts.verify(token(exchange))));
            } catch (JwtException e) {
                return Optional.empty();
            }
        }

        /** As {@link #required}. */
        Optional<Caller> present(Exchange exchange) {
            return Optional.of(required(exchange));
        }

        /** Refuses all callers but the service role. */
        void service(Exchange exchange) {
            StorageError.INVALID_ROLE.throwIf(!required(exchange).service());
        }

        public static Caller callerOf(ObjectNode claims) {
            String role = Objects.requireNonNullElse(Json.textOrNull(claims, "role"), "");
            return new Caller(role.isEmpty() ? "anon" : role, Json.textOrNull(claims, "sub"));
        }

        private static String token(Exchange exchange) {
            return BEARER.matcher(exchange.headerOr("authorization", ""))
                    .replaceFirst("")
                    .strip();
        }
    }
}
