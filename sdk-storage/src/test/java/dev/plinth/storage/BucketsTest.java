package dev.plinth.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ConflictException;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.NotFoundException;
import dev.plinth.core.PayloadTooLargeException;
import dev.plinth.tests.stack.EveryWay;
import dev.plinth.tests.stack.Stack;
import java.util.List;

class BucketsTest {

    @EveryWay
    @Covers({"POST /bucket", "GET /bucket/{id}", "DELETE /bucket/{id}"})
    void createsDescribesAndDeletes(Connection connection) {
        Buckets buckets = Buckets.of(connection);
        String id = Stack.uniqueName("b");

        buckets.create(id, o -> o.isPublic(true).fileSizeLimit("1.5kb").allowedMimeTypes("image/*", "text/plain"));

        BucketInfo info = buckets.get(id);
        assertThat(info.id()).isEqualTo(id);
        assertThat(info.name()).isEqualTo(id);
        assertThat(info.isPublic()).isTrue();
        assertThat(info.fileSizeLimit()).contains(1500L);
        assertThat(info.allowedMimeTypes()).containsExactly("image/*", "text/plain");
        assertThat(info.createdAt()).isPresent();
        buckets.delete(id);
        assertThatThrownBy(() -> buckets.get(id))
                .isInstanceOfSatisfying(
                        NotFoundException.class,
                        e -> assertThat(e.code().value()).isEqualTo("NoSuchBucket"));
    }

    @EveryWay
    void createReturnsAClientForTheBucket(Connection connection) {
        Buckets buckets = Buckets.of(connection);
        Bucket bucket = buckets.create(Stack.uniqueName("b"));

        bucket.upload("a.txt", Content.ofString("x"));

        assertThat(bucket.list().toList()).extracting(ListedObject::key).containsExactly("a.txt");
        buckets.empty(bucket.id());
        buckets.delete(bucket.id());
    }

    @EveryWay
    void tellsThatABucketIsThereAlready(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();

            assertThatThrownBy(() -> sandbox.buckets().create(bucket.id())).isInstanceOf(ConflictException.class);
        }
    }

    @EveryWay
    @Covers("PUT /bucket/{id}")
    void changesOnlyWhatIsNamed(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket(o -> o.fileSizeLimit(10).allowedMimeTypes("image/png"));

            sandbox.buckets().update(bucket.id(), p -> p.isPublic(true));
            BucketInfo opened = sandbox.buckets().get(bucket.id());
            sandbox.buckets().update(bucket.id(), BucketUpdate::clearFileSizeLimit);
            BucketInfo unlimited = sandbox.buckets().get(bucket.id());
            sandbox.buckets().update(bucket.id(), p -> p.clearAllowedMimeTypes().isPublic(false));
            BucketInfo open = sandbox.buckets().get(bucket.id());

            assertThat(opened.isPublic()).isTrue();
            assertThat(opened.fileSizeLimit()).contains(10L);
            assertThat(unlimited.isPublic()).isTrue();
            assertThat(unlimited.fileSizeLimit()).isEmpty();
            assertThat(unlimited.allowedMimeTypes()).containsExactly("image/png");
            assertThat(open.allowedMimeTypes()).isEmpty();
            assertThat(open.isPublic()).isFalse();
            assertThatThrownBy(() -> sandbox.buckets().update(bucket.id(), p -> {}))
                    .isInstanceOf(IllegalArgumentException.class);
        }
    }

    @EveryWay
    @Covers("GET /bucket")
    void searchesSortsAndPages(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            List<String> made = new java.util.ArrayList<>();
            for (int i = 0; i < 3; i++) {
                made.add(sandbox.bucket().id());
            }
            String part = made.get(0).substring(3, 20).toUpperCase(java.util.Locale.ROOT);

            assertThat(sandbox.buckets().list())
                    .extracting(BucketInfo::id)
                    .containsAll(made)
                    .isSorted();
            assertThat(sandbox.buckets().list(o -> o.search(part)))
                    .extracting(BucketInfo::id)
                    .containsExactly(made.get(0));
            assertThat(sandbox.buckets()
                            .list(o -> o.sortBy(BucketSort.CREATED_AT).descending()))
                    .extracting(BucketInfo::id)
                    .containsSubsequence(made.get(2), made.get(1), made.get(0));
            assertThat(sandbox.buckets().list(o -> o.sortBy(BucketSort.UPDATED_AT)))
                    .extracting(BucketInfo::id)
                    .containsAll(made);
        }
    }

    @EveryWay
    @Covers("POST /bucket/{id}/empty")
    void emptiesBeforeItDeletes(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket();
            bucket.upload("a", Content.ofString("a"));

            assertThatThrownBy(() -> sandbox.buckets().delete(bucket.id()))
                    .isInstanceOfSatisfying(
                            ConflictException.class, e -> assertThat(e.hint()).contains("empty the bucket first"));
            sandbox.buckets().empty(bucket.id());

            assertThat(bucket.list()).isEmpty();
        }
    }

    @EveryWay
    void refusesWhatIsLargerThanTheBucketTakes(Connection connection) {
        try (Sandbox sandbox = new Sandbox(connection)) {
            Bucket bucket = sandbox.bucket(o -> o.fileSizeLimit("10b"));

            assertThatThrownBy(() -> bucket.upload("a", Content.ofString("eleven byte")))
                    .isInstanceOf(PayloadTooLargeException.class);
            assertThat(bucket.exists("a")).isFalse();
        }
    }
}
