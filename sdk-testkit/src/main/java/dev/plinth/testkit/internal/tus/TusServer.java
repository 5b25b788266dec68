package dev.plinth.testkit.internal.tus;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpDates;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageError;
import dev.plinth.testkit.internal.storage.StorageException;
import dev.plinth.testkit.internal.storage.StorageProtocol;
import dev.plinth.testkit.internal.storage.StorageSettings;
import java.io.IOException;
import java.util.List;
import java.util.Set;
import java.util.UUID;

/** Resumable uploads: {@code /upload/resumable}, and {@code …/sign} for holders of a signed upload's token. */
public record TusServer(StorageCore core, TusUploads uploads) implements StorageProtocol {
    public TusServer(StorageCore core) throws IOException {
        this(core, new TusUploads(core));
    }

    private static final String PATH = "/upload/resumable";
    private static final String SIGNED_PATH = PATH + "/sign";
    private static final String TEXT = "text/plain;charset=UTF-8";
    private static final String HEADERS =
            "Authorization, Content-Type, Location, Tus-Extension, Tus-Max-Size, Tus-Resumable, Tus-Version,"
                    + " Upload-Concat, Upload-Defer-Length, Upload-Length, Upload-Metadata, Upload-Offset,"
                    + " X-HTTP-Method-Override, X-Requested-With, X-Forwarded-Host, X-Forwarded-Proto, Forwarded,";

    @Override
    public void register(Router router) {
        for (String method : List.of("OPTIONS", "POST", "PUT", "PATCH", "HEAD", "DELETE")) {
            for (String path : List.of(PATH, PATH + "/*", SIGNED_PATH, SIGNED_PATH + "/*")) {
                router.on(method, path, exchange -> handle(exchange, path.startsWith(SIGNED_PATH)));
            }
        }
    }

    @Override
    public Set<UUID> versions() {
        return uploads.versions();
    }

    @Override
    public void reset() {
        uploads.clear();
    }

    @Override
    public void close() {
        uploads.close();
    }

    private Reply handle(Exchange exchange, boolean signed) throws IOException {
        if (exchange.method().equals("OPTIONS")) {
            return options();
        }
        TusRequest request;
        try {
            Caller caller = signed ? Caller.SERVICE : core.authenticator().verified(exchange);
            request = new TusRequest(exchange, caller, signed);
        } catch (StorageException e) {
            return e.replyCodeFirst();
        }
        try {
            request.check();
        } catch (StorageException e) {
            return error(exchange, e).header("tus-resumable", TusRequest.VERSION);
        }
        try {
            return shared(dispatch(request));
        } catch (StorageException e) {
            return shared(error(exchange, e));
        }
    }

    private Reply dispatch(TusRequest request) throws IOException {
        return switch (request.exchange().method()) {
            case "POST" -> create(request);
            case "PATCH" -> {
                TusUploads.Progress progress = uploads.append(request);
                Reply reply = Reply.of(204).header("upload-offset", Long.toString(progress.offset()));
                yield progress(progress.calledOff() ? reply.header("connection", "close") : reply, progress);
            }
            case "HEAD" -> head(uploads.find(request));
            case "DELETE" -> {
                uploads.delete(request);
                yield Reply.of(204);
            }
            default -> throw StorageError.TUS_NO_METHOD.get();
        };
    }

    private Reply create(TusRequest request) throws IOException {
        Exchange exchange = request.exchange();
        boolean withBody = TusRequest.STREAM.equals(exchange.header("content-type"));
        TusUploads.Progress progress = uploads.create(request, withBody);
        String path = exchange.prefix() + (request.signed() ? SIGNED_PATH : PATH);
        Reply reply = Reply.of(201)
                .header("content-type", TEXT)
                .header(
                        "location",
                        request.origin() + path + "/" + progress.upload().id());
        return progress(withBody ? reply.header("upload-offset", Long.toString(progress.offset())) : reply, progress);
    }

    private Reply progress(Reply reply, TusUploads.Progress progress) {
        uploads.expiry(progress.upload()).ifPresent(time -> reply.header("upload-expires", HttpDates.format(time)));
        return progress.upload().complete() ? reply.header("tus-complete", "1") : reply;
    }

    private Reply head(TusUpload upload) throws IOException {
        Reply reply = Reply.of(200)
                .header("content-type", TEXT)
                .header("cache-control", "no-store")
                .header("upload-offset", Long.toString(uploads.offset(upload)))
                .header("upload-metadata", upload.metadataHeader());
        return upload.length() == null
                ? reply.header("upload-defer-length", "1")
                : reply.header("upload-length", Long.toString(upload.length()));
    }

    /** A failed PATCH closes its connection, because the rest of the body is not read. */
    private static Reply error(Exchange exchange, StorageException e) {
        Reply reply = Reply.text(e.statusCode(), TEXT, e.text());
        return exchange.method().equals("PATCH") ? reply.header("connection", "close") : reply;
    }

    /** Adds the headers of all responses after the first checks. */
    private static Reply shared(Reply reply) {
        return reply.header("tus-resumable", TusRequest.VERSION)
                .header("access-control-allow-origin", "*")
                .header("access-control-expose-headers", HEADERS);
    }

    private Reply options() {
        return shared(Reply.of(204))
                .header("access-control-allow-methods", "POST, HEAD, PATCH, OPTIONS, DELETE")
                .header(
                        "access-control-allow-headers",
                        HEADERS + " Authorization, X-Upsert, Upload-Expires, ApiKey, x-signature")
                .header("access-control-max-age", "86400")
                .header("tus-version", TusRequest.VERSION)
                .header("tus-extension", "creation,creation-with-upload,creation-defer-length,termination,expiration")
                .header("tus-max-size", Long.toString(core.settings().get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT)));
    }
}
