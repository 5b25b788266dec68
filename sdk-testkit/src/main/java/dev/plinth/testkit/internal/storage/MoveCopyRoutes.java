package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Policy.Operation;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.util.Optional;
import java.util.UUID;

/** Move and copy, within a bucket and across; neither asks for the destination's limits. */
final class MoveCopyRoutes {
    private final StorageCore core;
    private final ObjectReader reader;
    private final ObjectCopier copier;

    MoveCopyRoutes(StorageCore core, ObjectReader reader) {
        this.core = core;
        this.reader = reader;
        this.copier = new ObjectCopier(core);
    }

    void register(Router router) {
        router.post("/object/move", this::move).post("/object/copy", this::copy);
    }

    private record Way(String fromBucket, String from, String toBucket, String to) {
        static Way of(Fields body) {
            body.require("bucketId", "sourceKey", "destinationKey");
            String bucket = body.text("bucketId", "");
            String destination = body.text("destinationBucket", "");
            return new Way(
                    bucket,
                    body.text("sourceKey", ""),
                    destination.isEmpty() ? bucket : destination,
                    body.text("destinationKey", ""));
        }

        boolean same() {
            return fromBucket.equals(toBucket) && from.equals(to);
        }
    }

    private Reply move(Exchange exchange) throws IOException {
        Way way = Way.of(RequestBodies.fields(exchange));
        Caller caller = core.authenticator().required(exchange);
        Names.checkKey(way.to());
        StoredObject source = source(caller, way);
        if (!way.same()) {
            checkMovable(caller, way);
            UUID version = UUID.randomUUID();
            Names.checkStorable(way.toBucket(), way.to(), version.toString());
            Body body = core.state().bodies().copy(source.body(), version);
            StoredObject target = source.movedTo(way.toBucket(), way.to(), version, body, core.stamp());
            moveUnlessTaken(source, target);
        }
        return Reply.json(200, Json.object("message", "Successfully moved"));
    }

    private void checkMovable(Caller caller, Way way) {
        boolean allowed = core.access().allows(caller, Operation.UPDATE, way.fromBucket(), way.from())
                && core.access().allows(caller, Operation.UPDATE, way.toBucket(), way.to());
        if (!allowed) {
            throw StorageError.ROW_LEVEL_SECURITY.get();
        }
        if (core.state().bucket(way.toBucket()).isEmpty()) {
            throw StorageError.NO_RELATED_RESOURCE.get();
        }
    }

    private void moveUnlessTaken(StoredObject source, StoredObject target) {
        core.state().atomically(() -> {
            if (core.state().object(target.bucketId(), target.name()).isPresent()) {
                core.state().bodies().delete(target.body());
                throw StorageError.RESOURCE_EXISTS.get();
            }
            core.state().move(source, target);
            return true;
        });
    }

    private Reply copy(Exchange exchange) throws IOException {
        Fields fields = RequestBodies.fields(exchange);
        Way way = Way.of(fields);
        boolean copyMetadata = fields.flag("copyMetadata", true);
        Optional<Fields> metadata = fields.object("metadata");
        Caller caller = core.authenticator().required(exchange);
        boolean upsert = UploadRoutes.isUpsert(exchange);
        Names.checkKey(way.to());
        StoredObject source = source(caller, way);
        ObjectMetadata copied = copyMetadata ? source.metadata() : changed(source.metadata(), metadata);
        JsonNode user = copyMetadata
                ? source.userMetadata()
                : UserMetadata.ofHeader(exchange.header("x-metadata")).orElse(null);
        ObjectCopier.Target target = new ObjectCopier.Target(way.toBucket(), way.to(), copied, user, upsert);
        return Reply.json(200, answer(copier.copy(caller, source, target)));
    }

    private StoredObject source(Caller caller, Way way) {
        return core.state()
                .object(way.fromBucket(), way.from())
                .map(object -> reader.visible(caller, way.fromBucket(), way.from()))
                .orElseThrow(StorageError.NO_SUCH_KEY);
    }

    private static ObjectMetadata changed(ObjectMetadata metadata, Optional<Fields> changes) {
        String type = changes.map(fields -> fields.text("mimetype", "")).orElse("");
        String cache = changes.map(fields -> fields.text("cacheControl", "")).orElse("");
        return metadata.with(
                type.isEmpty() ? metadata.mimeType() : type,
                cache.isEmpty() ? metadata.cacheControl() : cache,
                metadata.lastModified());
    }

    private static ObjectNode answer(StoredObject object) {
        ObjectNode answer = Json.object("Key", object.bucketId() + "/" + object.name(), "Id", object.id());
        return answer.setAll(Rows.object(object));
    }
}
