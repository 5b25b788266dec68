package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.algorithms.Algorithm;
import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.auth.internal.KeyOperations;
import dev.plinth.core.Connection;
import dev.plinth.core.PlinthException;
import dev.plinth.core.internal.call.Calls;
import dev.plinth.core.internal.call.LiveConnection;
import dev.plinth.core.internal.call.SingleFlight;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * The keys that a project publishes. Known keys never wait: stale ones are used while one thread fetches. For a key that
 * is not there they are fetched again, but only so often, so that tokens which name made-up keys cannot make us ask for
 * ever; a fetch brings all keys, so that they cannot keep a good new key out either.
 */
public final class Keys implements KeySet {

    private static final Duration FRESH = Duration.ofMinutes(10);

    private final LiveConnection connection;
    private final Clock clock;
    private final Duration cooldown;
    private final SingleFlight<Held> fetches;
    private final AtomicBoolean renewing = new AtomicBoolean();
    private volatile @Nullable Held held;
    private volatile Instant asked = Instant.EPOCH;
    private volatile @Nullable PlinthException failure;

    private record Held(Map<String, List<Algorithm>> byName, List<Algorithm> all, Instant fetchedAt) {}

    private Keys(LiveConnection connection, Clock clock, Duration cooldown) {
        this.connection = connection;
        this.fetches = new SingleFlight<>(connection.background());
        this.clock = clock;
        this.cooldown = cooldown;
    }

    /** Returns the keys of a project. */
    public static Keys published(Connection connection, Clock clock, Duration cooldown) {
        return new Keys(LiveConnection.of(connection).unbound(), clock, cooldown);
    }

    @Override
    public List<Algorithm> candidates(@Nullable String kid, String algorithm) {
        Held now = held;
        if (now == null) {
            now = fetched(null);
        } else if (clock.instant().isAfter(now.fetchedAt().plus(FRESH)) && mayAsk()) {
            now = renewed(now);
        }
        List<Algorithm> found = find(now, kid, algorithm);
        return found.isEmpty() && mayAsk() ? find(fetched(now), kid, algorithm) : found;
    }

    private static List<Algorithm> find(Held keys, @Nullable String kid, String algorithm) {
        List<Algorithm> candidates = kid == null ? keys.all() : keys.byName().getOrDefault(kid, List.of());
        return candidates.stream()
                .filter(key -> key.getName().equals(algorithm))
                .toList();
    }

    private boolean mayAsk() {
        return !clock.instant().isBefore(asked.plus(cooldown));
    }

    /** Lets one thread fetch; the others go on with what is at hand. */
    private Held renewed(Held stale) {
        if (!renewing.compareAndSet(false, true)) {
            return stale;
        }
        try {
            return fetched(stale);
        } finally {
            renewing.set(false);
        }
    }

    /** Fetches the keys, unless another thread has done so since they were looked at. */
    private Held fetched(@Nullable Held seen) {
        return connection.await(fetches.join(() -> fetchedOnce(seen)), "the project's keys");
    }

    private Held fetchedOnce(@Nullable Held seen) {
        Held now = held;
        boolean newer = now != null && !now.equals(seen);
        return newer || !mayAsk() ? atHand(now) : fetch(now);
    }

    private Held fetch(@Nullable Held before) {
        try {
            held = read(Calls.run(connection, KeyOperations.keys()));
            failure = null;
        } catch (PlinthException e) {
            failure = e;
        } finally {
            asked = clock.instant();
        }
        Held now = held;
        return atHand(now == null ? before : now);
    }

    private Held atHand(@Nullable Held keys) {
        if (keys == null) {
            throw new TokenVerificationException(
                    Reason.KEYS_UNAVAILABLE, "the project's keys could not be fetched", failure);
        }
        return keys;
    }

    private Held read(List<Map<String, Object>> published) {
        Map<String, List<Algorithm>> byName = new HashMap<>();
        List<Algorithm> all = new ArrayList<>();
        for (Map<String, Object> jwk : published) {
            List<Algorithm> algorithms = Jwk.algorithms(jwk);
            all.addAll(algorithms);
            if (jwk.get("kid") instanceof String kid) {
                byName.put(kid, algorithms);
            }
        }
        return new Held(Map.copyOf(byName), List.copyOf(all), clock.instant());
    }
}
