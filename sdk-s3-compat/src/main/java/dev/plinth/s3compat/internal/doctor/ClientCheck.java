package dev.plinth.s3compat.internal.doctor;

import dev.plinth.s3compat.Diagnosis.Check;
import dev.plinth.s3compat.internal.Clients;
import dev.plinth.s3compat.internal.S3Settings;
import java.net.URI;
import java.util.Optional;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Checks a client's request without sending it. */
final class ClientCheck {

    private static final String BUCKET = "a-bucket";

    private final S3Settings settings;
    private final Findings findings;

    ClientCheck(S3Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /** Captures a request and prevents that it is sent. */
    private static final class CapturingInterceptor implements ExecutionInterceptor {

        private @Nullable SdkHttpRequest request;

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            request = context.httpRequest();
            throw new RequestCapturedException();
        }
    }

    private static final class RequestCapturedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        RequestCapturedException() {
            super("captured before it was sent");
        }
    }

    void check(Consumer<? super S3ClientBuilder> customizer) {
        CapturingInterceptor interceptor = new CapturingInterceptor();
        try (S3Client client = Clients.blocking(settings, builder -> {
            customizer.accept(builder);
            builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(interceptor)
                    .build());
        })) {
            client.putObject(r -> r.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
        } catch (RuntimeException e) {
            // Either captured, or a failure that the later requests to the server show.
            Optional.ofNullable(interceptor.request).ifPresent(this::checkRequest);
        }
    }

    private void checkRequest(SdkHttpRequest request) {
        checkPathStyle(request.getUri());
        checkBodyFraming(request);
    }

    private void checkPathStyle(URI sent) {
        URI endpoint = settings.endpoint().uri();
        boolean inPath = sent.getRawPath().startsWith(endpoint.getRawPath() + "/" + BUCKET);
        if (inPath && endpoint.getHost().equals(sent.getHost())) {
            findings.ok(Check.PATH_STYLE, "the bucket is in the path of the URL");
        } else if (settings.endpoint().isStorage()) {
            findings.problem(
                    Check.PATH_STYLE,
                    "the bucket is in the host (" + sent.getHost() + "), which the server does not support",
                    "keep forcePathStyle(true) and the endpoint of this builder");
        } else {
            findings.warning(
                    Check.PATH_STYLE, "the bucket is in the host (" + sent.getHost() + ")", "set forcePathStyle(true)");
        }
    }

    private void checkBodyFraming(SdkHttpRequest request) {
        boolean chunked = request.firstMatchingHeader("Content-Encoding")
                .filter(encoding -> encoding.contains("aws-chunked"))
                .isPresent();
        if (chunked) {
            findings.warning(
                    Check.CHECKSUMS,
                    "bodies are sent in frames (aws-chunked): servers older than May 2025 store the frames as content",
                    "keep requestChecksumCalculation(WHEN_REQUIRED) and, over http, chunkedEncodingEnabled(false)");
        } else {
            findings.ok(Check.CHECKSUMS, "bodies are sent unframed");
        }
    }
}
