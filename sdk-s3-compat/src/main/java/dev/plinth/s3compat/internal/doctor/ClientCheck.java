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

/** Looks at what a client would send, without sending it. */
final class ClientCheck {

    private static final String BUCKET = "a-bucket";

    private final S3Settings settings;
    private final Findings findings;

    ClientCheck(S3Settings settings, Findings findings) {
        this.settings = settings;
        this.findings = findings;
    }

    /** Stops a request when it is as it would go out. */
    private static final class Catcher implements ExecutionInterceptor {

        private @Nullable SdkHttpRequest caught;

        @Override
        public void beforeTransmission(Context.BeforeTransmission context, ExecutionAttributes attributes) {
            caught = context.httpRequest();
            throw new Caught();
        }
    }

    private static final class Caught extends RuntimeException {

        private static final long serialVersionUID = 1L;

        Caught() {
            super("caught before it was sent");
        }
    }

    void look(Consumer<? super S3ClientBuilder> change) {
        Catcher catcher = new Catcher();
        try (S3Client client = Clients.blocking(settings, builder -> {
            change.accept(builder);
            builder.overrideConfiguration(builder.overrideConfiguration().toBuilder()
                    .addExecutionInterceptor(catcher)
                    .build());
        })) {
            client.putObject(r -> r.bucket(BUCKET).key("key"), RequestBody.fromString("content"));
        } catch (RuntimeException e) {
            // Either caught, or not worth looking at: what is wrong shows when the server is asked.
            Optional.ofNullable(catcher.caught).ifPresent(this::judge);
        }
    }

    private void judge(SdkHttpRequest request) {
        pathStyle(request.getUri());
        checksums(request);
    }

    private void pathStyle(URI sent) {
        URI endpoint = settings.endpoint().uri();
        boolean inPath = sent.getRawPath().startsWith(endpoint.getRawPath() + "/" + BUCKET);
        if (inPath && endpoint.getHost().equals(sent.getHost())) {
            findings.ok(Check.PATH_STYLE, "buckets are named in the path");
        } else if (settings.endpoint().storage()) {
            findings.problem(
                    Check.PATH_STYLE,
                    "buckets are named in the host (" + sent.getHost() + "), where the server has none",
                    "leave forcePathStyle(true) as it is, and the endpoint too");
        } else {
            findings.warning(
                    Check.PATH_STYLE, "buckets are named in the host (" + sent.getHost() + ")", "forcePathStyle(true)");
        }
    }

    private void checksums(SdkHttpRequest request) {
        boolean framed = request.firstMatchingHeader("Content-Encoding")
                .filter(encoding -> encoding.contains("aws-chunked"))
                .isPresent();
        if (framed) {
            findings.warning(
                    Check.CHECKSUMS,
                    "bodies are sent in frames (aws-chunked): servers of before May 2025 store the frames for content",
                    "leave requestChecksumCalculation(WHEN_REQUIRED), and over http chunkedEncodingEnabled(false)");
        } else {
            findings.ok(Check.CHECKSUMS, "bodies are sent as they are");
        }
    }
}
