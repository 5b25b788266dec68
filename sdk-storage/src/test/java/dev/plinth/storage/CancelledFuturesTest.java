package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.http.okhttp.OkHttpTransport;
import dev.plinth.testkit.LocalPlatform;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import okhttp3.ConnectionPool;
import okhttp3.OkHttpClient;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * Futures that are cancelled leave nothing open. Several are under way at each moment, and one of them is cancelled
 * whenever another is begun, so that the cancellations meet them at all stages.
 */
class CancelledFuturesTest {

    private static final int CONNECTIONS = 6;
    private static final int UNDER_WAY = 12;
    private static final byte[] LARGE = new byte[300_000];

    private final ConnectionPool pool = new ConnectionPool(64, 5, TimeUnit.MINUTES);
    private final OkHttpClient client =
            new OkHttpClient.Builder().connectionPool(pool).build();
    private final Random random = new Random(11);

    @Test
    void leaveNoResponseNoPermitAndNoSocket() {
        cancel(600);
    }

    @Test
    @Tag("heavy")
    void leaveNothingWhenThereAreThousands() {
        cancel(20_000);
    }

    @Test
    void aDownloadThatReachesNobodyIsClosed() {
        try (LocalPlatform platform = LocalPlatform.start();
                Connection connection = Connection.toProject(
                        platform.projectUrl(),
                        ApiKey.of(platform.serviceKey()),
                        o -> o.transport(OkHttpTransport.of(client)))) {
            StorageClient storage = StorageClient.of(connection);
            storage.buckets().create("b");
            Bucket bucket = storage.bucket("b");
            bucket.upload("large", Content.ofBytes(LARGE));
            CompletableFuture<CompletableFuture<Download>> itself = new CompletableFuture<>();
            CompletableFuture<Boolean> cancelled = new CompletableFuture<>();
            CompletableFuture<Download> future = bucket.async(b -> {
                Download download = b.download("large");
                cancelled.complete(itself.join().cancel(true));
                return download;
            });
            itself.complete(future);

            assertThat(cancelled.join()).isTrue();
            assertThat(inUseAfterAll(0)).isZero();
        }
        pool.evictAll();
    }

    private void cancel(int futures) {
        try (LocalPlatform platform = LocalPlatform.start()) {
            try (Connection connection = Connection.toProject(
                    platform.projectUrl(),
                    ApiKey.of(platform.serviceKey()),
                    o -> o.transport(OkHttpTransport.of(client))
                            .connectionsPerHost(CONNECTIONS)
                            .timeout(Duration.ofMinutes(2)))) {
                StorageClient storage = StorageClient.of(connection);
                storage.buckets().create("b");
                Bucket bucket = storage.bucket("b");
                bucket.upload("small", Content.ofString("small"));
                bucket.upload("large", Content.ofBytes(LARGE));

                int cancelled = race(bucket, futures);

                assertThat(cancelled).as("cancelled before their end").isPositive();
                holdAll(bucket);
                assertThat(inUseAfterAll(0)).isZero();
            }
            pool.evictAll();
            assertThat(pool.connectionCount()).isZero();
        }
    }

    private int race(Bucket bucket, int futures) {
        List<CompletableFuture<?>> underWay = new ArrayList<>();
        int cancelled = 0;
        for (int i = 0; i < futures; i++) {
            underWay.add(begin(bucket, i));
            if (underWay.size() == UNDER_WAY) {
                cancelled += end(underWay.remove(random.nextInt(UNDER_WAY)));
            }
        }
        for (CompletableFuture<?> future : underWay) {
            cancelled += end(future);
        }
        return cancelled;
    }

    private static CompletableFuture<?> begin(Bucket bucket, int number) {
        return switch (number % 5) {
            case 0 -> bucket.async(b -> b.download("small"));
            case 1 -> bucket.async(b -> b.download("large"));
            case 2 -> bucket.async(b -> b.download("large").bytes(LARGE.length));
            case 3 -> bucket.async(b -> b.upload("up" + number % 50, Content.ofBytes(LARGE), o -> o.upsert(true)));
            default -> bucket.async(b -> b.list().first());
        };
    }

    /** Cancels a future; what it had already returned is the program's own to close. */
    private static int end(CompletableFuture<?> future) {
        if (future.cancel(true)) {
            return 1;
        }
        if (!future.isCompletedExceptionally() && future.join() instanceof Download download) {
            download.close();
        }
        return 0;
    }

    /** Takes every permit there is, which waits for whoever still has one; then no other connection can be in use. */
    private void holdAll(Bucket bucket) {
        List<Download> open = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                open.add(bucket.download("large"));
            }
            assertThat(inUseAfterAll(CONNECTIONS)).isEqualTo(CONNECTIONS);
        } finally {
            open.forEach(Download::close);
        }
    }

    /** A thread whose call was cancelled lets go of its connection shortly after it has given back the permit. */
    private int inUseAfterAll(int expected) {
        long guard = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
        while (inUse() != expected && System.nanoTime() < guard) {
            Thread.onSpinWait();
        }
        return inUse();
    }

    private int inUse() {
        return pool.connectionCount() - pool.idleConnectionCount();
    }
}
