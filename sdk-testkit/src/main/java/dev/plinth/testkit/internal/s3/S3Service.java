package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.http.Exchange;
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
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** S3 on the buckets and objects of one project's Storage. */
public final class S3Service implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(S3Service.class);
    private static final Set<String> METHODS = Set.of("GET", "HEAD", "PUT", "POST", "DELETE");

    private final StorageCore core;
    private final SigV4 signatures;
    private final List<S3Operation> operations;

    public S3Service(ProjectContext context, StorageService storage) {
        this.core = storage.core();
        this.signatures = new SigV4(context);
        this.operations = operations(core);
    }

    /** All operations; the first one that accepts a request carries it out. */
    private static List<S3Operation> operations(StorageCore core) {
        BucketOperations buckets = new BucketOperations(core);
        ObjectOperations objects = new ObjectOperations(core);
        MultipartOperations parts = new MultipartOperations(core);
        String list = "list-type prefix delimiter max-keys encoding-type ";
        String uploads = "prefix delimiter max-uploads key-marker upload-id-marker encoding-type";
        return List.of(
                op("ListBuckets", "GET service", "max-buckets prefix continuation-token bucket-region", buckets::list),
                op("GetBucketLocation", "GET bucket location", "", buckets::location),
                op("GetBucketVersioning", "GET bucket versioning", "", buckets::versioning),
                op("ListMultipartUploads", "GET bucket uploads", uploads, parts::listUploads),
                op(
                        "ListObjectsV2",
                        "GET bucket list-type=2",
                        list + "continuation-token start-after fetch-owner",
                        buckets::listObjectsV2),
                op("ListObjects", "GET bucket", list + "marker", buckets::listObjects),
                op("HeadBucket", "HEAD bucket", "", buckets::head),
                op("CreateBucket", "PUT bucket", "", buckets::create),
                op("DeleteBucket", "DELETE bucket", "", buckets::delete),
                op("DeleteObjects", "POST bucket delete", "", objects::deleteMany),
                op("PostObject", "POST bucket @content-type=multipart/form-data", "", objects::post),
                op("GetObjectTagging", "GET object tagging", "", objects::tagging),
                op("ListParts", "GET object uploadId", "max-parts part-number-marker encoding-type", parts::listParts),
                op("GetObject", "GET object", "partNumber", objects::get),
                op("HeadObject", "HEAD object", "partNumber", objects::head),
                op("UploadPartCopy", "PUT object uploadId @x-amz-copy-source", "partNumber", parts::copy),
                op("UploadPart", "PUT object uploadId", "partNumber", parts::upload),
                op("CopyObject", "PUT object @x-amz-copy-source", "", objects::copy),
                op("PutObject", "PUT object", "", objects::put),
                op("CreateMultipartUpload", "POST object uploads", "", parts::create),
                op("CompleteMultipartUpload", "POST object uploadId", "", parts::complete),
                op("AbortMultipartUpload", "DELETE object uploadId", "", parts::abort),
                op("DeleteObject", "DELETE object", "", objects::delete));
    }

    /** Creates an operation from its target and marks, separated by spaces, and its parameters. */
    private static S3Operation op(String name, String pattern, String parameters, S3Operation.Handler handler) {
        List<String> words = List.of(pattern.split(" ", -1));
        String target = words.get(0) + " " + words.get(1);
        return new S3Operation(
                name, target, words.subList(2, words.size()), List.of(parameters.split(" ", -1)), handler);
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
        // a bucket, or a bucket and an object
        String[] path = exchange.path().replaceFirst("^/", "").split("/", 2);
        Optional<String> bucket = Percent.decode(path[0]);
        Optional<String> key = Percent.decode(path.length < 2 ? "" : path[1]);
        if (bucket.isEmpty() || key.isEmpty()) {
            return StorageService.badUrl("/s3" + exchange.target());
        }
        Optional<PostForm> form = PostForm.of(exchange, bucket.get());
        SigV4.Verified verified = signatures.verify(
                exchange,
                () -> form.map(PostForm::claim)
                        .orElseThrow(() -> StorageError.ACCESS_DENIED.with("Missing signature")));
        S3Request request = new S3Request(exchange, bucket.get(), key.get(), verified, form, core.settings());
        Optional<S3Operation> operation = operations.stream()
                .filter(known -> known.accepts(exchange, request.bucket(), request.key()))
                .findFirst();
        return operation.isEmpty() ? Reply.of(404) : carryOut(operation.get(), request);
    }

    private Reply carryOut(S3Operation operation, S3Request request) throws IOException {
        Exchange exchange = request.exchange();
        boolean replaces = core.state().object(request.bucket(), request.key()).isPresent();
        operation.confusion(exchange, replaces).ifPresent(confusion -> warn(exchange, confusion));
        StorageError.INVALID_REQUEST.throwIf(
                operation.needsHeader() && exchange.header("authorization") == null,
                "Headers must have required property 'authorization'");
        return operation.handler().handle(request);
    }

    /** Warns about a request that is confused with another one, or refuses it. */
    private void warn(Exchange exchange, S3Operation.Confusion confusion) {
        String warning = confusion.warning();
        if (confusion.destructive() && core.settings().get(S3Settings.LOCAL_S3_REFUSE_DESTRUCTIVE)) {
            exchange.note("refused: " + warning);
            throw StorageError.REFUSED.with("LocalPlatform was told to refuse this. " + warning);
        }
        exchange.note(warning);
        if (confusion.destructive()) {
            LOG.warn("{} {}: {}", exchange.method(), exchange.path(), warning);
        }
    }

    /** An error as XML, or as JSON for clients that accept it. A PUT that fails closes its connection. */
    private static Reply error(Exchange exchange, StorageException error) {
        String path = exchange.path().replaceFirst("^/", "");
        String resource = path.matches("[^/]*/") ? path.substring(0, path.length() - 1) : path;
        Xml xml = Xml.of("Error")
                .with("Resource", resource)
                .with("Code", error.code())
                .with("Message", error.text());
        Reply reply = exchange.headerOr("accept", "").contains("application/json")
                ? Reply.json(error.statusCode(), Json.object(xml.root(), xml.content()))
                : xml.reply(error.statusCode());
        boolean unread = exchange.method().equals("PUT") && exchange.hasBody();
        return unread || error.code().equals("MalformedXML") ? reply.header("connection", "close") : reply;
    }

    /**
     * An operation of the server.
     *
     * @param name AWS's name of it
     * @param target the method, and what the path names: {@code GET bucket}
     * @param marks what distinguishes it from others with this target: {@code name}, {@code name=value}, {@code @header} or
     *     {@code @header=start}; an operation without marks accepts every request with this target
     * @param parameters further query parameters that belong to it
     * @param handler carries it out
     */
    private record S3Operation(
            String name, String target, List<String> marks, List<String> parameters, Handler handler) {
        private static final Set<String> NEED_HEADER = Set.of("CreateMultipartUpload", "CompleteMultipartUpload");
        private static final Set<String> IGNORE_CONDITIONS =
                Set.of("PutObject", "CopyObject", "CompleteMultipartUpload", "DeleteObject");
        private static final Map<String, String> DESTRUCTIVE = Map.of(
                "PutObject", "the body replaces the object's content",
                "CopyObject", "the source replaces the object's content",
                "DeleteObject", "the object is deleted",
                "DeleteBucket", "the bucket is deleted, if it is empty",
                "CreateBucket", "a bucket is created, if there is none");

        /** Carries out an operation. */
        @FunctionalInterface
        interface Handler {
            /** Returns the response. */
            Reply handle(S3Request request) throws IOException;
        }

        boolean accepts(Exchange exchange, String bucket, String key) {
            String named = bucket.isEmpty() ? "service" : key.isEmpty() ? "bucket" : "object";
            return target.equals(exchange.method() + " " + named)
                    && marks.stream().allMatch(mark -> has(exchange, mark));
        }

        private static boolean has(Exchange exchange, String mark) {
            boolean header = mark.startsWith("@");
            String[] pair = (header ? mark.substring(1) : mark).split("=", 2);
            String actual = header ? exchange.header(pair[0]) : exchange.query(pair[0]);
            if (actual == null || pair.length == 1) {
                return actual != null;
            }
            return header ? actual.toLowerCase(Locale.ROOT).startsWith(pair[1]) : actual.equals(pair[1]);
        }

        /** Whether the server's schema requires an Authorization header, so that a presigned request is refused. */
        boolean needsHeader() {
            return NEED_HEADER.contains(name);
        }

        /**
         * A request that the server confuses with another one, because it does not know a parameter in the query, or
         * ignores a condition in the headers.
         *
         * @param warning the effect, for people
         * @param destructive whether data can be lost
         */
        record Confusion(String warning, boolean destructive) {
            private static Confusion destructive(String warning) {
                return new Confusion("DESTRUCTIVE: " + warning, true);
            }
        }

        /** What happens to a request if the server confuses it with this operation. */
        Optional<Confusion> confusion(Exchange exchange, boolean replaces) {
            List<String> foreign =
                    exchange.queries().keySet().stream().filter(this::isForeign).toList();
            if (!foreign.isEmpty()) {
                String what = exchange.method() + " with ?" + String.join("&", foreign)
                        + " is not implemented, and is taken for " + name;
                String effect = DESTRUCTIVE.get(name);
                return Optional.of(
                        effect == null ? new Confusion(what, false) : Confusion.destructive(what + ": " + effect));
            }
            return Stream.of("if-none-match", "if-match")
                    .filter(condition -> replaces && IGNORE_CONDITIONS.contains(name))
                    .filter(condition -> exchange.header(condition) != null)
                    .findFirst()
                    .map(condition ->
                            Confusion.destructive(condition + " is ignored: " + name + " is done all the same"));
        }

        /** Whether a parameter has no meaning for this operation, so that another one may have been meant. */
        private boolean isForeign(String parameter) {
            boolean common = parameter.equals("x-id")
                    || parameter.toLowerCase(Locale.ROOT).startsWith("x-amz-")
                    || parameter.startsWith("response-");
            return !common
                    && !parameters.contains(parameter)
                    && marks.stream().noneMatch(mark -> mark.split("=", 2)[0].equals(parameter));
        }
    }
}
