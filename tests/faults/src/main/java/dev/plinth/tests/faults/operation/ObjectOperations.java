package dev.plinth.tests.faults.operation;

import static dev.plinth.tests.faults.operation.WrongResultException.unlessEqual;

import dev.plinth.storage.DeleteResult;
import dev.plinth.storage.ListedObject;
import dev.plinth.storage.SignedUrl;
import dev.plinth.tests.faults.operation.Operation.Group;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.OptionalLong;
import java.util.stream.Stream;

/** What is done to objects as a whole. */
final class ObjectOperations {

    private static final HttpClient ANYBODY = HttpClient.newHttpClient();
    private static final int SIZE = 200;

    private ObjectOperations() {}

    static Stream<Operation> all() {
        return Stream.of(
                Operation.of(Group.OBJECTS, "describe object", ObjectOperations::describe),
                Operation.of(Group.OBJECTS, "list objects", ObjectOperations::list)
                        .inEach(2),
                Operation.of(Group.OBJECTS, "move object", ObjectOperations::move),
                Operation.of(Group.OBJECTS, "copy object", ObjectOperations::copy),
                Operation.of(Group.OBJECTS, "delete object", ObjectOperations::delete),
                Operation.of(Group.OBJECTS, "delete many objects", ObjectOperations::deleteMany),
                Operation.of(Group.OBJECTS, "sign URL", ObjectOperations::sign));
    }

    private static List<String> three(Site site, String mark) {
        List<String> keys = List.of(mark + "/1", mark + "/2", mark + "/3");
        keys.forEach(key -> site.object(key, Site.bytes(key, SIZE)));
        return keys;
    }

    private static Trial describe(Site site, String mark) {
        site.object(mark, Site.bytes(mark, SIZE));
        return Trial.reading(client -> {
            var info = client.project().bucket(Site.BUCKET).getInfo(mark);
            unlessEqual(mark, info.key());
            unlessEqual(OptionalLong.of(SIZE), info.size());
        });
    }

    private static Trial list(Site site, String mark) {
        List<String> keys = three(site, mark);
        return Trial.reading(client -> unlessEqual(
                keys,
                client.project().bucket(Site.BUCKET).list(o -> o.folder(mark).pageSize(2)).stream()
                        .map(ListedObject::key)
                        .sorted()
                        .toList()));
    }

    private static Trial move(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark + "/from", content);
        return Trial.changing(client -> client.project().bucket(Site.BUCKET).move(mark + "/from", mark + "/to"), () -> {
            List<String> keys = site.keys(mark + "/");
            return keys.equals(List.of(mark + "/from"))
                    ? Effect.NOT_DONE
                    : keys.equals(List.of(mark + "/to")) && site.holds(mark + "/to", content)
                            ? Effect.DONE
                            : Effect.OTHER;
        });
    }

    private static Trial copy(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark + "/from", content);
        return Trial.changing(
                client -> unlessEqual(
                        mark + "/to",
                        client.project()
                                .bucket(Site.BUCKET)
                                .copy(mark + "/from", mark + "/to")
                                .key()),
                () -> Site.when(() -> site.holds(mark + "/to", content), Effect.DONE, Effect.NOT_DONE));
    }

    private static Trial delete(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark, content);
        return Trial.changing(
                client -> client.project().bucket(Site.BUCKET).delete(mark),
                () -> Site.when(() -> site.holds(mark, content), Effect.NOT_DONE, Effect.DONE));
    }

    /** After a response that was lost, objects are said not to have been deleted: they were gone by then. */
    private static Trial deleteMany(Site site, String mark) {
        List<String> keys = three(site, mark);
        return Trial.changing(
                client -> {
                    DeleteResult result = client.project().bucket(Site.BUCKET).delete(keys);
                    unlessEqual(
                            keys,
                            Stream.concat(result.deleted().stream(), result.notDeleted().stream())
                                    .sorted()
                                    .toList());
                },
                () -> {
                    List<String> left = site.keys(mark + "/");
                    return left.isEmpty() ? Effect.DONE : left.equals(keys) ? Effect.NOT_DONE : Effect.OTHER;
                });
    }

    private static Trial sign(Site site, String mark) {
        byte[] content = Site.bytes(mark, SIZE);
        site.object(mark, content);
        return Trial.reading(client -> {
            SignedUrl signed = client.project().bucket(Site.BUCKET).createSignedUrl(mark, Duration.ofHours(1));
            URI direct = URI.create(site.platform().projectUrl() + pathAndQuery(signed));
            unlessEqual(
                    content,
                    ANYBODY.send(HttpRequest.newBuilder(direct).build(), BodyHandlers.ofByteArray())
                            .body());
        });
    }

    private static String pathAndQuery(SignedUrl signed) {
        URI url = signed.url();
        return url.getRawPath() + "?" + url.getRawQuery();
    }
}
