package dev.plinth.tests.faults.operation;

import static dev.plinth.tests.faults.operation.WrongResultException.unlessEqual;

import dev.plinth.core.NotFoundException;
import dev.plinth.storage.BucketInfo;
import dev.plinth.tests.faults.operation.Operation.Group;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Buckets. */
final class BucketOperations {

    private static final long LIMIT = 12_345;

    private BucketOperations() {}

    static Stream<Operation> all() {
        return Stream.of(
                Operation.of(Group.BUCKETS, "get bucket", BucketOperations::get),
                Operation.of(Group.BUCKETS, "list buckets", BucketOperations::list),
                Operation.of(Group.BUCKETS, "create bucket", BucketOperations::create),
                Operation.of(Group.BUCKETS, "update bucket", BucketOperations::update),
                Operation.of(Group.BUCKETS, "delete bucket", BucketOperations::delete));
    }

    private static Trial get(Site site, String mark) {
        site.bucket(mark);
        return Trial.reading(
                client -> unlessEqual(mark, client.project().buckets().get(mark).id()));
    }

    private static Trial list(Site site, String mark) {
        List<String> ids = List.of(mark + "-1", mark + "-2", mark + "-3");
        ids.forEach(site::bucket);
        return Trial.reading(client -> unlessEqual(
                ids,
                client.project().buckets().list(o -> o.search(mark)).stream()
                        .map(BucketInfo::id)
                        .sorted()
                        .toList()));
    }

    private static Trial create(Site site, String mark) {
        return Trial.changing(client -> client.project().buckets().create(mark, o -> o.fileSizeLimit(LIMIT)), () -> {
            try {
                Optional<Long> limit = site.project().buckets().get(mark).fileSizeLimit();
                return limit.equals(Optional.of(LIMIT)) ? Effect.DONE : Effect.OTHER;
            } catch (NotFoundException e) {
                return Effect.NOT_DONE;
            }
        });
    }

    private static Trial update(Site site, String mark) {
        site.bucket(mark);
        return Trial.changing(client -> client.project().buckets().update(mark, o -> o.fileSizeLimit(LIMIT)), () -> {
            Optional<Long> limit = site.project().buckets().get(mark).fileSizeLimit();
            return limit.isEmpty() ? Effect.NOT_DONE : limit.equals(Optional.of(LIMIT)) ? Effect.DONE : Effect.OTHER;
        });
    }

    private static Trial delete(Site site, String mark) {
        site.bucket(mark);
        return Trial.changing(
                client -> client.project().buckets().delete(mark),
                () -> Site.when(
                        () -> site.project().buckets().get(mark).id().equals(mark), Effect.NOT_DONE, Effect.DONE));
    }
}
