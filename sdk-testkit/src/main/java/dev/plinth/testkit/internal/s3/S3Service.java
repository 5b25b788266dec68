package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import dev.plinth.testkit.internal.platform.ProjectContext;
import dev.plinth.testkit.internal.platform.Service;
import dev.plinth.testkit.internal.s3.S3Operation.Misdirected;
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
    private final ObjectOperations objects;
    private final Map<S3Operation, S3Handler> handlers = new EnumMap<>(S3Operation.class);

    public S3Service(ProjectContext context, StorageService storage) {
        this.core = storage.core();
        this.authenticator = new S3Authenticator(context);
        BucketOperations buckets = new BucketOperations(core);
        handlers.put(S3Operation.LIST_BUCKETS, buckets::list);
        handlers.put(S3Operation.HEAD_BUCKET, buckets::head);
        handlers.put(S3Operation.CREATE_BUCKET, buckets::create);
        handlers.put(S3Operation.DELETE_BUCKET, buckets::delete);
        handlers.put(S3Operation.GET_BUCKET_LOCATION, buckets::location);
        handlers.put(S3Operation.GET_BUCKET_VERSIONING, buckets::versioning);
        ListOperations lists = new ListOperations(core);
        handlers.put(S3Operation.LIST_OBJECTS_V2, lists::second);
        handlers.put(S3Operation.LIST_OBJECTS, lists::first);
        this.objects = new ObjectOperations(core);
        handlers.put(S3Operation.PUT_OBJECT, objects::put);
        handlers.put(S3Operation.GET_OBJECT, objects::get);
        handlers.put(S3Operation.HEAD_OBJECT, objects::head);
        handlers.put(S3Operation.COPY_OBJECT, objects::copy);
        handlers.put(S3Operation.GET_OBJECT_TAGGING, objects::tagging);
        handlers.put(S3Operation.DELETE_OBJECT, objects::delete);
        handlers.put(S3Operation.DELETE_OBJECTS, objects::deleteMany);
        MultipartOperations parts = new MultipartOperations(core);
        handlers.put(S3Operation.CREATE_MULTIPART_UPLOAD, parts::create);
        handlers.put(S3Operation.UPLOAD_PART, parts::upload);
        handlers.put(S3Operation.UPLOAD_PART_COPY, parts::copy);
        handlers.put(S3Operation.ABORT_MULTIPART_UPLOAD, parts::abort);
        handlers.put(S3Operation.COMPLETE_MULTIPART_UPLOAD, parts::complete);
        MultipartLists partLists = new MultipartLists(core);
        handlers.put(S3Operation.LIST_PARTS, partLists::parts);
        handlers.put(S3Operation.LIST_MULTIPART_UPLOADS, partLists::uploads);
    }

    @Override
    public String mount() {
        return "/storage/v1/s3";
    }

    @Override
    public Reply handle(Exchange exchange) throws IOException {
        if (!METHODS.contains(exchange.method())) {
            return StorageService.noRoute(exchange, "/s3" + exchange.target());
        }
        try {
            return answer(exchange);
        } catch (StorageException e) {
            return error(exchange, e);
        } catch (RuntimeException e) {
            exchange.failed(e);
            return error(exchange, StorageError.INTERNAL.get());
        }
    }

    private Reply answer(Exchange exchange) throws IOException {
        Optional<S3Path> path = S3Path.of(exchange.path());
        if (path.isEmpty()) {
            return StorageService.badUrl("/s3" + exchange.target());
        }
        String bucket = path.get().bucket();
        Optional<PostForm> form = PostForm.of(exchange, bucket);
        SigV4.Verified verified = authenticator.verify(
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
            return objects.post(request, form.get());
        }
        return carryOut(operation.get(), request);
    }

    private Reply carryOut(S3Operation operation, S3Request request) throws IOException {
        Exchange exchange = request.exchange();
        boolean replaces = core.state().object(request.bucket(), request.key()).isPresent();
        Optional<Misdirected> misdirected = operation.misdirected(exchange, replaces);
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

    /** An error as S3 clients get it: XML, or JSON for those who ask for it. A PUT that fails closes its connection. */
    private static Reply error(Exchange exchange, StorageException error) {
        String path = exchange.path().startsWith("/") ? exchange.path().substring(1) : exchange.path();
        String resource = path.matches("[^/]*/") ? path.substring(0, path.length() - 1) : path;
        Reply reply = exchange.headerOr("accept", "").contains("application/json")
                ? Reply.json(
                        error.statusCode(),
                        Json.object(
                                "Error",
                                Json.object("Resource", resource, "Code", error.code(), "Message", error.text())))
                : Xml.of("Error")
                        .text("Resource", resource)
                        .text("Code", error.code())
                        .text("Message", error.text())
                        .reply(error.statusCode());
        boolean unread = exchange.method().equals("PUT") && exchange.hasBody();
        return unread || error.code().equals("MalformedXML") ? reply.header("connection", "close") : reply;
    }

    /** Carries out one operation. */
    @FunctionalInterface
    private interface S3Handler {
        /** Does the work and says what to answer. */
        Reply handle(S3Request request) throws IOException;
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
