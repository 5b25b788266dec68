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

    private static final Duration MAX_AGE = Duration.ofMinutes(10);
    private static final Duration MIN_PAUSE = Duration.ofMillis(500);
    private static final Duration MAX_PAUSE = Duration.ofSeconds(30);
    private static final int MAX_DOUBLINGS = 6;

    private final LiveConnection connection;
    private final Clock clock;
    private final Duration cooldown;
    private final SingleFlight<CachedKeys> fetches;
    private volatile @Nullable CachedKeys cached;
    private volatile Instant nextFetchAt = Instant.MIN;
    private volatile @Nullable RuntimeException failure;

    /** The number of consecutive fetches that returned no key. Accessed by one fetch at a time. */
    private int failedFetches;

    private record CachedKeys(Map<String, List<Algorithm>> byName, List<Algorithm> all, Instant fetchedAt) {}

    private KeyCache(LiveConnection connection, Clock clock, Duration cooldown) {
        this.connection = connection;
        this.fetches = new SingleFlight<>(connection.background());
        this.clock = clock;
        this.cooldown = cooldown;
    }

    /** Creates a cache for the keys of a project. */
    public static KeyCache forProject(Connection connection, Clock clock, Duration cooldown) {
        return new KeyCache(LiveConnection.of(connection).unbound(), clock, cooldown);
    }

    @Override
    public List<Algorithm> candidates(@Nullable String kid, String algorithm) {
        CachedKeys current = cached;
        if (current == null) {
            return find(fetch(null), kid, algorithm);
        }
        if (clock.instant().isAfter(current.fetchedAt().plus(MAX_AGE)) && mayFetch()) {
            CompletableFuture<CachedKeys> ignored = startFetch(current);
        }
        List<Algorithm> found = find(current, kid, algorithm);
        return found.isEmpty() && mayFetch() ? find(fetch(current), kid, algorithm) : found;
    }

    private static List<Algorithm> find(CachedKeys keys, @Nullable String kid, String algorithm) {
        List<Algorithm> candidates = kid == null ? keys.all() : keys.byName().getOrDefault(kid, List.of());
        return candidates.stream()
                .filter(key -> key.getName().equals(algorithm))
                .toList();
    }

    private boolean mayFetch() {
        return !clock.instant().isBefore(nextFetchAt);
    }

    /** Fetches the keys, unless another thread has fetched newer keys than the given ones. */
    private CachedKeys fetch(@Nullable CachedKeys known) {
        try {
            return connection.await(startFetch(known), "the project's keys");
        } catch (TokenVerificationException e) {
            throw e;
        } catch (CallCancelledException e) {
            throw Thread.currentThread().isInterrupted() ? e : unavailable(e);
        } catch (RuntimeException e) {
            throw unavailable(e);
        }
    }

    private CompletableFuture<CachedKeys> startFetch(@Nullable CachedKeys known) {
        return fetches.join(() -> fetchIfOlder(known));
    }

    private CachedKeys fetchIfOlder(@Nullable CachedKeys known) {
        CachedKeys current = cached;
        boolean newer = current != null && !current.equals(known);
        if (!newer && mayFetch()) {
            requestKeys();
        }
        CachedKeys result = cached;
        if (result == null) {
            throw unavailable(failure);
        }
        return result;
    }

    private void requestKeys() {
        try {
            CachedKeys fetch = read(OperationRunner.run(connection, KeyOperations.keys()));
            cached = fetch;
            failure = null;
            if (fetch.all().isEmpty()) {
                failedFetches++;
                // A project without keys may publish its first key at any moment, so the first retry has no pause.
                pause(failedFetches == 1 ? Duration.ZERO : backoff(failedFetches - 1));
            } else {
                failedFetches = 0;
                pause(cooldown);
            }
        } catch (RuntimeException e) {
            failure = e;
            failedFetches++;
            pause(backoff(failedFetches));
        }
    }

    private static Duration backoff(int times) {
        Duration pause = MIN_PAUSE.multipliedBy(1L << Math.min(times - 1, MAX_DOUBLINGS));
        return pause.compareTo(MAX_PAUSE) > 0 ? MAX_PAUSE : pause;
    }

    private void pause(Duration time) {
        nextFetchAt = clock.instant().plus(time);
    }

    private static TokenVerificationException unavailable(@Nullable RuntimeException cause) {
        return new TokenVerificationException(
                Reason.KEYS_UNAVAILABLE, "the project's keys could not be fetched", cause);
    }

    private CachedKeys read(List<Map<String, Object>> forProject) {
        Map<String, List<Algorithm>> byName = new HashMap<>();
        List<Algorithm> all = new ArrayList<>();
        for (Map<String, Object> jwk : forProject) {
            List<Algorithm> algorithms = Jwk.algorithms(jwk);
            all.addAll(algorithms);
            if (jwk.get("kid") instanceof String kid) {
                byName.put(kid, algorithms);
            }
        }
        return new CachedKeys(Map.copyOf(byName), List.copyOf(all), clock.instant());
    }
}
