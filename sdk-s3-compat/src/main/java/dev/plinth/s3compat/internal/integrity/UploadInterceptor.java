package dev.plinth.s3compat.internal.integrity;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import org.reactivestreams.Publisher;
import software.amazon.awssdk.core.ClientType;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.exception.RetryableException;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Checks uploads. A successful response before the source was read to its end is an error. An upload that the server
 * refuses while the body is being sent fails with the server's reason: AWS's blocking HTTP clients do not read the
 * response after sending has failed, and only report the failed write in each attempt. Before such an upload is
 * retried, its head is sent without the body. If the server refuses the head, the upload fails with this response.
 */
public final class UploadInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<UploadProgress> PROGRESS = new ExecutionAttribute<>("PlinthUploadProgress");
    private static final Set<String> UPLOADS = Set.of("PutObject", "UploadPart");

    private final boolean repeatsHead;
    private final Digests digests;

    /**
     * Checks the uploads to one server.
     *
     * @param repeatsHead whether the head is sent alone if a refusal may have been lost
     * @param digests which uploads are compared with the stored object
     */
    public UploadInterceptor(boolean repeatsHead, Digests digests) {
        this.repeatsHead = repeatsHead;
        this.digests = digests;
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return isUpload(attributes)
                ? context.requestBody()
                        .map(body -> CountedBody.of(body, track(context, body.optionalContentLength(), attributes)))
                : context.requestBody();
    }

    @Override
    public Optional<AsyncRequestBody> modifyAsyncHttpContent(
            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return isUpload(attributes)
                ? context.asyncRequestBody()
                        .map(body -> CountedBody.of(body, track(context, body.contentLength(), attributes)))
                : context.asyncRequestBody();
    }

    private static boolean isUpload(ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return operation != null && UPLOADS.contains(operation);
    }

    private UploadProgress track(
            Context.ModifyHttpRequest context, Optional<Long> declaredLength, ExecutionAttributes attributes) {
        OptionalLong length = declaredLength.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        UploadProgress progress = new UploadProgress(length, digests.compareRequest(context.httpRequest(), length));
        attributes.putAttribute(PROGRESS, progress);
        return progress;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        UploadProgress progress = attributes.getAttribute(PROGRESS);
        if (progress == null) {
            return;
        }
        if (repeatsHead && isBlocking(attributes) && progress.mayHaveLostRefusal()) {
            HeadOnly.refusal(context.httpRequest()).ifPresent(refusal -> {
                throw refusal;
            });
        }
        progress.startAttempt();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        UploadProgress progress = attributes.getAttribute(PROGRESS);
        if (progress == null) {
            return;
        }
        progress.responseReceived();
        if (isBlocking(attributes)) {
            findError(context.httpResponse(), progress).ifPresent(error -> {
                context.responseBody().ifPresent(UploadInterceptor::close);
                throw RetryableException.create(describe(context.httpRequest()) + ": " + error);
            });
        }
    }

    /** An asynchronous client receives a failure through the body; its HTTP client drops exceptions thrown before. */
    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        UploadProgress progress = attributes.getAttribute(PROGRESS);
        Optional<String> error = progress == null ? Optional.empty() : findError(context.httpResponse(), progress);
        return error.isPresent()
                ? context.responsePublisher()
                        .map(body -> new CheckedPublisher(
                                body, new BodyCheck(ExpectedBody.none(error.get()), describe(context.httpRequest()))))
                : context.responsePublisher();
    }

    private static boolean isBlocking(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.CLIENT_TYPE) == ClientType.SYNC;
    }

    private static String describe(SdkHttpRequest request) {
        return request.method() + " " + request.encodedPath();
    }

    /** Returns the error in a successful response to an upload; empty if there is none. */
    private static Optional<String> findError(SdkHttpResponse response, UploadProgress progress) {
        if (!response.isSuccessful()) {
            return Optional.empty();
        }
        if (!progress.isComplete()) {
            return Optional.of("the server reported success after only " + progress
                    + " had been read from the source, so the stored object is incomplete");
        }
        Optional<String> sent = progress.digest();
        Optional<String> stored = Digests.etag(response);
        return sent.isPresent() && stored.isPresent() && !sent.equals(stored)
                ? Optional.of("the sent content (" + progress + ") has the MD5 " + sent.get()
                        + ", but the stored object has " + stored.get())
                : Optional.empty();
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // The socket is closed, and the upload has failed in any case.
        }
    }
}
