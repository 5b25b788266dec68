package dev.plinth.auth.internal.jwt;

import com.auth0.jwt.algorithms.Algorithm;
import dev.plinth.auth.TokenVerificationException;
import dev.plinth.auth.TokenVerificationException.Reason;
import dev.plinth.core.CallCancelledException;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.async.SingleFlight;
import dev.plinth.core.internal.connection.LiveConnection;
import dev.plinth.core.internal.connection.OperationRunner;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/**
 * The published keys of a project, cached. A known key is returned without waiting: stale keys stay in use while they
 * are fetched in the background. An unknown key starts a fetch, limited by the cooldown, so that tokens with made-up
 * key ids cannot cause a request each. A fetch returns all keys, so such tokens cannot keep a new valid key out either.
 */
public final class KeyCache implements KeySet {

    private static final Duration FRESH = Duration.ofMinutes(10);
    private static final Duration FIRST_PAUSE = Duration.ofMillis(500);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);
    private static final int MOST_DOUBLINGS = 6;

    private final LiveConnection connection;
    private final Clock clock;
    private final Duration cooldown;
    private final SingleFlight<Held> fetches;
    private volatile @Nullable Held held;
    private volatile Instant mayAskAt = Instant.MIN;
    private volatile @Nullable RuntimeException failure;

    /** The number of consecutive fetches that returned no key. Accessed by one fetch at a time. */
    private int fruitless;

    private record Held(Map<String, List<Algorithm>> byName, List<Algorithm> all, Instant fetchedAt) {}

    private KeyCache(LiveConnection connection, Clock clock, Duration cooldown) {
        this.connection = connection;
        this.fetches = new SingleFlight<>(connection.background());
        this.clock = clock;
        this.cooldown = cooldown;
    }

    /** Creates a cache for the keys of a project. */
    public static KeyCache published(Connection connection, Clock clock, Duration cooldown) {
        return new KeyCache(LiveConnection.of(connection).unbound(), clock, cooldown);
    }

    @Override
    public List<Algorithm> candidates(@Nullable String kid, String algorithm) {
        Held now = held;
        if (now == null) {
            return find(fetched(null), kid, algorithm);
        }
        if (clock.instant().isAfter(now.fetchedAt().plus(FRESH)) && mayAsk()) {
            CompletableFuture<Held> ignored = joined(now);
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
        return !clock.instant().isBefore(mayAskAt);
    }

    /** Fetches the keys, unless another thread has fetched newer keys than the given ones. */
    private Held fetched(@Nullable Held seen) {
        try {
            return connection.await(joined(seen), "the project's keys");
        } catch (TokenVerificationException e) {
            throw e;
        } catch (CallCancelledException e) {
            throw Thread.currentThread().isInterrupted() ? e : unavailable(e);
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private CompletableFuture<Held> joined(@Nullable Held seen) {
        return fetches.join(() -> fetchedOnce(seen));
    }

    private Held fetchedOnce(@Nullable Held seen) {
        Held now = held;
        boolean newer = now != null && !now.equals(seen);
        if (!newer && mayAsk()) {
            fetch();
        }
        Held after = held;
        if (after == null) {
            throw unavailable(failure);
        }
        return after;
    }

    private void fetch() {
        try {
            Held fetched = read(OperationRunner.run(connection, KeyOperations.keys()));
            held = fetched;
            failure = null;
            if (fetched.all().isEmpty()) {
                fruitless++;
                // A project without keys may publish its first key at any moment, so the first retry has no pause.
                pause(fruitless == 1 ? Duration.ZERO : growing(fruitless - 1));
            } else {
                fruitless = 0;
                pause(cooldown);
            }
        } catch (RuntimeException e) {
            failure = e;
            fruitless++;
            pause(growing(fruitless));
        }
    }

    private static Duration growing(int times) {
        Duration pause = FIRST_PAUSE.multipliedBy(1L << Math.min(times - 1, MOST_DOUBLINGS));
        return pause.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : pause;
    }

    private void pause(Duration time) {
        mayAskAt = clock.instant().plus(time);
    }

    private static TokenVerificationException unavailable(@Nullable RuntimeException cause) {
        return new TokenVerificationException(
                Reason.KEYS_UNAVAILABLE, "the project's keys could not be fetched", cause);
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
