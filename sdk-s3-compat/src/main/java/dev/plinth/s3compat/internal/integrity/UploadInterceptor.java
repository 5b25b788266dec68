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
 * Looks after uploads. One that is answered with success before its source was read to the end is no success. And one
 * that the server refuses while the body is still being sent fails with the server's reason: AWS's blocking HTTP clients
 * do not read a response after sending has failed, so that all that they say is that writing failed, again and again.
 * Before such an upload is repeated, its head alone is sent, and an answer to that is taken for the answer.
 */
public final class UploadInterceptor implements ExecutionInterceptor {

    private static final ExecutionAttribute<UploadProgress> PROGRESS = new ExecutionAttribute<>("PlinthUploadProgress");
    private static final Set<String> UPLOADS = Set.of("PutObject", "UploadPart");

    private final boolean asksForReasons;
    private final Digests digests;

    /**
     * Looks after the uploads to one server.
     *
     * @param asksForReasons whether a refusal that was lost is asked for again
     * @param digests which of them are compared with what the server stored
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

    /** An asynchronous client hears of a failure by the body; what is thrown before that, its HTTP client keeps. */
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

    /** Returns why a response that says that an upload is done is not to be believed. */
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
            // The connection is gone, and the upload has failed in any case.
        }
    }
}
