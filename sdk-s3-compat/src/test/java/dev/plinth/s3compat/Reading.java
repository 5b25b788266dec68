package dev.plinth.s3compat;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.async.SdkAsyncHttpClient;
import software.amazon.awssdk.http.nio.netty.NettyNioAsyncHttpClient;
import software.amazon.awssdk.retries.api.BackoffStrategy;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;

/** The ways in which programs read an object, with clients that wait for nothing between attempts. */
enum Reading {
    BLOCKING_TO_MEMORY {
        @Override
        byte[] read(S3Compat s3, GetObjectRequest request, Path folder) throws IOException {
            try (S3Client client = client(s3)) {
                return client.getObjectAsBytes(request).asByteArray();
            }
        }
    },
    BLOCKING_TO_FILE {
        @Override
        byte[] read(S3Compat s3, GetObjectRequest request, Path folder) throws IOException {
            try (S3Client client = client(s3)) {
                client.getObject(request, folder.resolve("read"));
                return Files.readAllBytes(folder.resolve("read"));
            }
        }
    },
    BLOCKING_AS_STREAM {
        @Override
        byte[] read(S3Compat s3, GetObjectRequest request, Path folder) throws IOException {
            try (S3Client client = client(s3);
                    InputStream body = client.getObject(request)) {
                return body.readAllBytes();
            }
        }
    },
    ASYNCHRONOUS_TO_MEMORY {
        @Override
        byte[] read(S3Compat s3, GetObjectRequest request, Path folder) throws IOException {
            try (S3AsyncClient client = asyncClient(s3)) {
                return joined(client.getObject(request, AsyncResponseTransformer.toBytes()))
                        .asByteArray();
            }
        }
    },
    ASYNCHRONOUS_TO_FILE {
        @Override
        byte[] read(S3Compat s3, GetObjectRequest request, Path folder) throws IOException {
            try (S3AsyncClient client = asyncClient(s3)) {
                joined(client.getObject(request, folder.resolve("read")));
                return Files.readAllBytes(folder.resolve("read"));
            }
        }
    },
    ASYNCHRONOUS_AS_STREAM {
        @Override
        byte[] read(S3Compat s3, GetObjectRequest request, Path folder) throws IOException {
            try (S3AsyncClient client = asyncClient(s3);
                    InputStream body =
                            joined(client.getObject(request, AsyncResponseTransformer.toBlockingInputStream()))) {
                return body.readAllBytes();
            }
        }
    };

    /** Reads an object as a whole. */
    abstract byte[] read(S3Compat s3, GetObjectRequest request, Path folder) throws IOException;

    byte[] read(S3Compat s3, Path folder) throws IOException {
        return read(s3, GetObjectRequest.builder().bucket("b").key("k").build(), folder);
    }

    /** Tells whether AWS's client can ask again: a stream is the caller's, once it has been handed over. */
    boolean isRepeated() {
        return this != BLOCKING_AS_STREAM && this != ASYNCHRONOUS_AS_STREAM;
    }

    /** One HTTP client for all: to close one takes Netty two seconds. */
    private static final class Netty {

        private static final SdkAsyncHttpClient SHARED = NettyNioAsyncHttpClient.create();
    }

    private static void twoAttempts(ClientOverrideConfiguration.Builder options) {
        options.retryStrategy(r -> r.maxAttempts(2).backoffStrategy(BackoffStrategy.retryImmediately()));
    }

    static S3Client client(S3Compat s3) {
        return s3.client(b -> b.overrideConfiguration(Reading::twoAttempts));
    }

    static S3AsyncClient asyncClient(S3Compat s3) {
        return s3.asyncClient(b -> b.httpClient(Netty.SHARED).overrideConfiguration(Reading::twoAttempts));
    }

    /** Waits for a future as a program does, and for no longer than a minute. */
    static <T> T joined(CompletableFuture<T> future) throws IOException {
        try {
            return future.get(1, TimeUnit.MINUTES);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RuntimeException failure) {
                throw failure;
            }
            throw new IOException(e.getCause());
        } catch (InterruptedException | TimeoutException e) {
            throw new UncheckedIOException(new IOException(e));
        }
    }
}
