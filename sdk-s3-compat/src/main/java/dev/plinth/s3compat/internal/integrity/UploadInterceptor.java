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
 * Checks uploads. A success before the source was read to its end is an error. An upload
 * that the server refuses while the body is still being sent fails with the server's reason: AWS's blocking HTTP clients
 * do not read a response after sending has failed, and only report that writing failed, in each attempt.
 * Before such an upload is retried, its head alone is sent, and a refusal of the head is the result.
 */
public final class UploadInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<UploadProgress> PROGRESS = new ExecutionAttribute<>("PlinthUploadProgress");
    private static final Set<String> UPLOADS = Set.of("PutObject", "UploadPart");

    private final boolean asksForReasons;
    private final Digests digests;

    /**
     * Checks the uploads to one server.
     *
     * @param asksForReasons whether a lost refusal is requested again
     * @param digests which uploads are compared with the stored object
     */
    public UploadInterceptor(boolean asksForReasons, Digests digests) {
        this.asksForReasons = asksForReasons;
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
            Context.ModifyHttpRequest context, Optional<Long> told, ExecutionAttributes attributes) {
        OptionalLong length = told.map(OptionalLong::of).orElseGet(OptionalLong::empty);
        UploadProgress progress = new UploadProgress(length, digests.coverRequest(context.httpRequest(), length));
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
        if (isBlocking(attributes)) {
            fault(context.httpResponse(), progress).ifPresent(fault -> {
                context.responseBody().ifPresent(UploadInterceptor::close);
                throw RetryableException.create(what(context.httpRequest()) + ": " + fault);
            });
        }
    }

    /** An asynchronous client receives a failure through the body; its HTTP client drops exceptions thrown before. */
    @Override
    public Optional<Publisher<ByteBuffer>> modifyAsyncHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        UploadProgress progress = attributes.getAttribute(PROGRESS);
        Optional<String> fault = progress == null ? Optional.empty() : fault(context.httpResponse(), progress);
        return fault.isPresent()
                ? context.responsePublisher()
                        .map(body -> new CheckedPublisher(
                                body, new BodyCheck(ExpectedBody.none(fault.get()), what(context.httpRequest()))))
                : context.responsePublisher();
    }

    private static boolean isBlocking(ExecutionAttributes attributes) {
        return attributes.getAttribute(SdkExecutionAttribute.CLIENT_TYPE) == ClientType.SYNC;
    }

    private static String what(SdkHttpRequest request) {
        return request.method() + " " + request.encodedPath();
    }

    /** Returns the reason why a successful response to an upload is wrong. */
    private static Optional<String> fault(SdkHttpResponse response, UploadProgress progress) {
        if (!response.isSuccessful()) {
            return Optional.empty();
        }
        if (!progress.isComplete()) {
            return Optional.of("the server said that it was done when " + progress
                    + " had been read from the source; what it stored is not the object");
        }
        Optional<String> sent = progress.digest();
        Optional<String> stored = Digests.etag(response);
        return sent.isPresent() && stored.isPresent() && !sent.equals(stored)
                ? Optional.of("the " + progress + " that were sent have the MD5 digest " + sent.get()
                        + ", and those that the server stored have " + stored.get())
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
