package dev.plinth.testkit.internal.tus;

import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpDates;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Router;
import dev.plinth.testkit.internal.storage.Caller;
import dev.plinth.testkit.internal.storage.StorageCore;
import dev.plinth.testkit.internal.storage.StorageException;
import dev.plinth.testkit.internal.storage.StorageSettings;
import java.io.IOException;

/** Resumable uploads: {@code /upload/resumable}, and {@code …/sign} for holders of a signed upload's token. */
public final class TusServer {
    private static final String PATH = "/upload/resumable";
    private static final String SIGNED_PATH = PATH + "/sign";
    private static final String TEXT = "text/plain;charset=UTF-8";

    private final StorageCore core;
    private final TusUploads uploads;

    public TusServer(StorageCore core) throws IOException {
        this.core = core;
        this.uploads = new TusUploads(core);
    }

    public void register(Router router) {
        for (String method : new String[] {"OPTIONS", "POST", "PUT", "PATCH", "HEAD", "DELETE"}) {
            router.on(method, PATH, exchange -> handle(exchange, false));
            router.on(method, PATH + "/*", exchange -> handle(exchange, false));
            router.on(method, SIGNED_PATH, exchange -> handle(exchange, true));
            router.on(method, SIGNED_PATH + "/*", exchange -> handle(exchange, true));
        }
    }

    /** Forgets all uploads under way. */
    public void reset() throws IOException {
        uploads.clear();
    }

    private Reply handle(Exchange exchange, boolean signed) throws IOException {
        if (exchange.method().equals("OPTIONS")) {
            return TusRequest.options(core.settings().get(StorageSettings.UPLOAD_FILE_SIZE_LIMIT));
        }
        Caller caller = Caller.SERVICE;
        try {
            caller = signed ? caller : core.authenticator().verified(exchange);
        } catch (StorageException e) {
            return e.replyCodeFirst();
        }
        try {
            TusRequest.check(exchange);
        } catch (TusException e) {
            return error(exchange, e.status(), e.text()).header("tus-resumable", TusRequest.VERSION);
        }
        return TusRequest.shared(dispatch(exchange, new TusRequest(exchange, caller, signed)));
    }

    private Reply dispatch(Exchange exchange, TusRequest request) throws IOException {
        try {
            return switch (exchange.method()) {
                case "POST" -> create(exchange, request);
                case "PATCH" -> patch(request);
                case "HEAD" -> head(request);
                case "DELETE" -> delete(request);
                default -> throw new TusException(404, "Not found\n");
            };
        } catch (TusException e) {
            return error(exchange, e.status(), e.text());
        } catch (StorageException e) {
            return error(exchange, e.statusCode(), e.text());
        }
    }

    private Reply create(Exchange exchange, TusRequest request) throws IOException {
        TusUpload upload = uploads.create(request);
        String location = TusRequest.origin(exchange) + exchange.prefix() + (request.signed() ? SIGNED_PATH : PATH)
                + "/" + upload.id();
        Reply reply = Reply.of(201).header("content-type", TEXT).header("location", location);
        boolean withBody = TusRequest.STREAM.equals(exchange.header("content-type"));
        TusUploads.Progress progress = uploads.begin(request, upload, withBody);
        if (withBody) {
            reply.header("upload-offset", Long.toString(progress.offset()));
        }
        expiry(reply, upload);
        return progress.complete() ? reply.header("tus-complete", "1") : reply;
    }

    private Reply patch(TusRequest request) throws IOException {
        TusUploads.Progress progress = uploads.append(request);
        Reply reply = Reply.of(204).header("upload-offset", Long.toString(progress.offset()));
        if (progress.calledOff()) {
            reply.header("connection", "close");
        }
        expiry(reply, uploads.find(request));
        return progress.complete() ? reply.header("tus-complete", "1") : reply;
    }

    private void expiry(Reply reply, TusUpload upload) {
        uploads.expiry(upload).ifPresent(time -> reply.header("upload-expires", HttpDates.format(time)));
    }

    private Reply head(TusRequest request) throws IOException {
        TusUpload upload = uploads.find(request);
        long offset = uploads.offset(upload);
        Reply reply = Reply.of(200)
                .header("content-type", TEXT)
                .header("cache-control", "no-store")
                .header("upload-offset", Long.toString(offset))
                .header("upload-metadata", upload.metadata().text());
        return upload.length() == null
                ? reply.header("upload-defer-length", "1")
                : reply.header("upload-length", Long.toString(upload.length()));
    }

    private Reply delete(TusRequest request) throws IOException {
        uploads.delete(request);
        return Reply.of(204);
    }

    /** A PATCH that fails closes its connection: who knows how much of the body is still to come. */
    private static Reply error(Exchange exchange, int status, String text) {
        Reply reply = Reply.text(status, TEXT, text);
        return exchange.method().equals("PATCH") ? reply.header("connection", "close") : reply;
    }
}
