package dev.plinth.testkit.internal.storage;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import dev.plinth.testkit.internal.storage.Access.Authenticator;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.regex.Pattern;

/** The Storage server of one project. */
public final class StorageService implements Service {

    /** How many objects of a bucket the page shows. */
    private static final int SHOWN = 50;

    private static final Pattern ROUTED = Pattern.compile("/(bucket|object|render|cdn|vector)(/.*)?", Pattern.DOTALL);

    private final StorageCore core;
    private final List<StorageProtocol> protocols = new ArrayList<>();
    private final Router router = Router.of(StorageService::notFound, StorageService::badUrl);

    /** Creates a server; {@code further} creates the protocols that are defined in other packages. */
    public StorageService(ProjectContext context, List<StorageProtocol.Factory> further) {
        try {
            Path folder = context.data().resolve("storage");
            StorageState state = new StorageState(folder);
            MultipartStore multipart = new MultipartStore(folder, state.bodies());
            this.core = new StorageCore(
                    context, state, multipart, new Authenticator(context.jwts()), new Access(context.policies()));
            for (StorageProtocol.Factory protocol : further) {
                protocols.add(protocol.create(core));
            }
            protocols.add(new IcebergRoutes(core));
            Set<UUID> needed = new HashSet<>(state.versions());
            needed.addAll(multipart.versions());
            protocols.forEach(protocol -> needed.addAll(protocol.versions()));
            state.bodies().keepOnly(needed);
        } catch (IOException e) {
            throw new UncheckedIOException("the data of " + context.ref() + " cannot be read: " + e.getMessage(), e);
        }
        new ObjectRoutes(core).register(router);
        core.buckets().register(router);
        core.signedUrls().register(router);
        protocols.forEach(protocol -> protocol.register(router));
    }

    /** What other protocols on the same buckets and objects use. */
    public StorageCore core() {
        return core;
    }

    @Override
    public String mount() {
        return "/storage/v1";
    }

    @Override
    public boolean answersPreflight(String path) {
        return path.startsWith("/upload/resumable");
    }

    @Override
    public void seedObjects(String bucket, int count) {
        if (core.state().bucket(bucket).isEmpty()) {
            core.state().put(Bucket.of(bucket, null, false, core.stamp()));
        }
        core.state().seed(bucket, count, core.context().clock().stamps(count));
    }

    @Override
    public void describe(ObjectNode page) {
        ArrayNode buckets = page.putArray("buckets");
        for (Bucket bucket : core.state().buckets()) {
            ObjectNode row =
                    Rows.bucket(bucket, false).put("objects", core.state().size(bucket.id()));
            ArrayNode first = row.putArray("first");
            core.state().objects(bucket.id()).byName().values().stream()
                    .limit(SHOWN)
                    .forEach(object -> first.add(Json.object("name", object.name(), "size", object.size())
                            .put("type", object.metadata().mimeType())
                            .put("updated_at", Rows.date(object.updatedAt()))));
            buckets.add(row);
        }
    }

    @Override
    public void reset() {
        core.state().clear();
        core.multipart().clear();
        protocols.forEach(StorageProtocol::reset);
    }

    @Override
    public void close() {
        protocols.forEach(StorageProtocol::close);
        core.multipart().close();
        core.state().close();
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        try {
            return router.handle(exchange);
        } catch (StorageException e) {
            return e.reply();
        } catch (RuntimeException e) {
            exchange.failed(e);
            return StorageError.INTERNAL.get().reply();
        }
    }

    /** The response to a target that is not routed, or whose feature is off. */
    public static Reply notFound(Exchange exchange) {
        if (!ROUTED.matcher(exchange.path()).matches()) {
            return noRoute(exchange, exchange.target());
        }
        String message = "Route " + exchange.method() + ":" + exchange.target() + " not found";
        ObjectNode body =
                Json.object("statusCode", "404", "error", "Not Found", "message", message, "code", "InvalidRequest");
        return Reply.of(404, "application/json", Json.bytes(body));
    }

    private static Reply badUrl(Exchange exchange) {
        return badUrl(exchange.target());
    }

    /** The framework's response to a target with malformed escapes. */
    public static Reply badUrl(String target) {
        ObjectNode body = Json.object("error", "Bad Request", "code", "FST_ERR_BAD_URL")
                .put("message", "'" + target + "' is not a valid url component")
                .put("statusCode", 400);
        return Reply.of(400, "application/json", Json.bytes(body));
    }

    /** The framework's response to a target without a route. */
    public static Reply noRoute(Exchange exchange, String target) {
        String message = "Route " + exchange.method() + ":" + target + " not found";
        return Reply.json(404, Json.object("message", message, "error", "Not Found", "statusCode", 404));
    }
}
