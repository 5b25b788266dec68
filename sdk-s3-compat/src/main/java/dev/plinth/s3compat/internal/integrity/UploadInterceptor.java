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

/**
 * Looks after uploads. One that is answered with success before its source was read to the end is no success. And one
 * that the server refuses while the body is still being sent fails with the server's reason: AWS's blocking HTTP clients
 * do not read a response after sending has failed, so that all that they say is that writing failed, again and again.
 * Before such an upload is repeated, its head alone is sent, and an answer to that is taken for the answer.
 */
public final class UploadInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<UploadProgress> PROGRESS = new ExecutionAttribute<>("PlinthUploadProgress");
    private static final Set<String> UPLOADS = Set.of("PutObject", "UploadPart");

    private final boolean asksForReasons;

    /**
     * Looks after the uploads to one server.
     *
     * @param asksForReasons whether a refusal that was lost is asked for again
     */
    public UploadInterceptor(boolean asksForReasons) {
        this.asksForReasons = asksForReasons;
    }

    @Override
    public Optional<RequestBody> modifyHttpContent(Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return isUpload(attributes)
                ? context.requestBody()
                        .map(body -> CountedBody.of(body, track(body.optionalContentLength(), attributes)))
                : context.requestBody();
    }

    @Override
    public Optional<AsyncRequestBody> modifyAsyncHttpContent(
            Context.ModifyHttpRequest context, ExecutionAttributes attributes) {
        return isUpload(attributes)
                ? context.asyncRequestBody().map(body -> CountedBody.of(body, track(body.contentLength(), attributes)))
                : context.asyncRequestBody();
    }

    private static boolean isUpload(ExecutionAttributes attributes) {
        String operation = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME);
        return operation != null && UPLOADS.contains(operation);
    }

    private static UploadProgress track(Optional<Long> length, ExecutionAttributes attributes) {
        UploadProgress progress =
                new UploadProgress(length.map(OptionalLong::of).orElseGet(OptionalLong::empty));
        attributes.putAttribute(PROGRESS, progress);
        return progress;
    }

    @Override
    public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
        UploadProgress progress = attributes.getAttribute(PROGRESS);
        if (progress == null) {
            return;
        }
        if (asksForReasons && isBlocking(attributes) && progress.mayHaveLostARefusal()) {
            HeadOnly.refusal(context.httpRequest()).ifPresent(refusal -> {
                throw refusal;
            });
        }
        progress.attempt();
    }

    @Override
    public void afterTransmission(Context.AfterTransmission context, ExecutionAttributes attributes) {
        UploadProgress progress = attributes.getAttribute(PROGRESS);
        if (progress == null) {
            return;
        }
        progress.answered();
        boolean incomplete = context.httpResponse().isSuccessful() && !progress.isComplete();
        if (incomplete && isBlocking(attributes)) {
            context.responseBody().ifPresent(UploadInterceptor::close);
            throw RetryableException.create(what(context.httpRequest()) + ": " + early(progress));
        }
    }

    /** An asynchronous client hears of a failure by the body; what is thrown before that, its HTTP client keeps. */
    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        UploadProgress progress = attributes.getAttribute(PROGRESS);
        boolean incomplete = progress != null && context.httpResponse().isSuccessful() && !progress.isComplete();
        return incomplete
                ? context.responsePublisher()
                        .map(body -> new CheckedPublisher(
                                body, new BodyCheck(ExpectedBody.none(early(progress)), what(context.httpRequest()))))
                : context.responsePublisher();
    }

    private static boolean isBlocking(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.CLIENT_TYPE) == ClientType.SYNC;
    }

    private static String what(SdkHttpRequest request) {
        return request.method() + " " + request.encodedPath();
    }

    private static String early(UploadProgress progress) {
        return "the server said that it was done when " + progress
                + " had been read from the source; what it stored is not the object";
    }

    private static void close(InputStream body) {
        try {
            body.close();
        } catch (IOException e) {
            // The connection is gone, and the upload has failed in any case.
        }
    }
}
