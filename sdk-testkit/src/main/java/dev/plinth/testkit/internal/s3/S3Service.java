package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageException;
import dev.plinth.testkit.internal.storage.StorageService;
import java.io.IOException;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** S3 on the buckets and objects of one project's Storage. */
public final class S3Service implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(S3Service.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

    private final StorageCore core;
    private final S3Authenticator authenticator;
    private final Map<S3Operation, S3Handler> handlers = new EnumMap<>(S3Operation.class);

    public S3Service(ProjectContext context, StorageService storage) {
        this.core = storage.core();
        this.authenticator = new S3Authenticator(context);
        new BucketOperations(core).register(handlers);
        new ListOperations(core).register(handlers);
        new ObjectOperations(storage).register(handlers);
        new DeleteOperations(core).register(handlers);
        new MultipartOperations(storage).register(handlers);
    }

    @Override
    public String mount() {
        return "/storage/v1/s3";
    }

    @Override
    public HttpHandler handler() {
        return this::handle;
    }

    private Reply handle(Exchange exchange) throws IOException {
        if (!METHODS.contains(exchange.method())) {
            return noRoute(exchange);
        }
        try {
            return answer(exchange);
        } catch (StorageException e) {
            return S3ErrorReply.of(exchange, e);
        } catch (RuntimeException e) {
            exchange.failed(e);
            return S3ErrorReply.of(exchange, StorageError.INTERNAL.get());
        }
    }

    private Reply answer(Exchange exchange) throws IOException {
        Optional<S3Path> path = S3Path.of(exchange.path());
        if (path.isEmpty()) {
            return badUrl(exchange);
        }
        String bucket = path.get().bucket();
        Optional<PostForm> form = PostForm.of(exchange, bucket);
        Verified verified = authenticator.verify(
                exchange,
                () -> form.map(PostForm::claim)
                        .orElseThrow(() -> StorageError.ACCESS_DENIED.with("Missing signature")));
        boolean verifying = core.settings().get(S3Settings.LOCAL_S3_VERIFY_CHECKSUMS);
        S3Request request = new S3Request(exchange, bucket, path.get().key(), verified, verifying);
        Optional<S3Operation> operation = S3Operation.of(exchange, bucket, request.key());
        if (operation.isEmpty()) {
            return Reply.of(404);
        }
        if (operation.get() == S3Operation.POST_OBJECT && form.isPresent()) {
            return new PostOperation(core).handle(request, form.get());
        }
        return carryOut(operation.get(), request);
    }

    private Reply carryOut(S3Operation operation, S3Request request) throws IOException {
        Exchange exchange = request.exchange();
        boolean replaces = core.state().object(request.bucket(), request.key()).isPresent();
        Optional<Misdirected> misdirected = Misdirected.of(operation, exchange, replaces);
        misdirected.ifPresent(call -> warn(exchange, call));
        if (operation.needsHeader() && exchange.header("authorization") == null) {
            throw StorageError.INVALID_REQUEST.with("Headers must have required property 'authorization'");
        }
        S3Handler handler = handlers.get(operation);
        return handler == null ? Reply.of(404) : handler.handle(request);
    }

    /** Says loudly what becomes of a call, or refuses it. */
    private void warn(Exchange exchange, Misdirected call) {
        if (!call.destructive()) {
            exchange.note(call.warning());
            return;
        }
        if (core.settings().get(S3Settings.LOCAL_S3_REFUSE_DESTRUCTIVE)) {
            exchange.note("refused: " + call.warning());
            throw StorageError.REFUSED.with("LocalPlatform was told to refuse this. " + call.warning());
        }
        exchange.note(call.warning());
        LOG.warn("{} {}: {}", exchange.method(), exchange.path(), call.warning());
    }

    private static Reply noRoute(Exchange exchange) {
        return Reply.json(
                404,
                Json.object()
                        .put("message", "Route " + exchange.method() + ":/s3" + exchange.target() + " not found")
                        .put("error", "Not Found")
                        .put("statusCode", 404));
    }

    private static Reply badUrl(Exchange exchange) {
        return Reply.of(
                400,
                "application/json",
                Json.bytes(Json.object()
                        .put("error", "Bad Request")
                        .put("code", "FST_ERR_BAD_URL")
                        .put("message", "'/s3" + exchange.target() + "' is not a valid url component")
                        .put("statusCode", 400)));
    }

    /** What a path names: a bucket and an object, a bucket, or neither; decoded once. */
    private record S3Path(String bucket, String key) {
        static Optional<S3Path> of(String path) {
            String inside = path.startsWith("/") ? path.substring(1) : path;
            int slash = inside.indexOf('/');
            Optional<String> bucket = Percent.decode(slash < 0 ? inside : inside.substring(0, slash));
            Optional<String> key = Percent.decode(slash < 0 ? "" : inside.substring(slash + 1));
            return bucket.flatMap(name -> key.map(rest -> new S3Path(name, rest)));
        }
    }
}
