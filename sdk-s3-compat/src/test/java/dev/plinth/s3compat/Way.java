package dev.plinth.s3compat;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import software.amazon.awssdk.core.ResponseBytes;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.async.AsyncRequestBody;
import software.amazon.awssdk.core.async.AsyncResponseTransformer;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.core.sync.ResponseTransformer;
import software.amazon.awssdk.services.s3.S3AsyncClient;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.GetObjectRequest;
import software.amazon.awssdk.services.s3.model.GetObjectResponse;
import software.amazon.awssdk.services.s3.model.S3Request;

/** The same calls through the blocking and the asynchronous client. */
@SuppressWarnings("TypeParameterUnusedInFormals") // a test says which answer belongs to its request
interface Way extends AutoCloseable {

    /** Sends a request without a body of its own. */
    <R extends SdkResponse> R send(S3Request request);

    /** Sends a request with a body. */
    <R extends SdkResponse> R send(S3Request request, byte[] body);

    /** Reads an object. */
    ResponseBytes<GetObjectResponse> get(GetObjectRequest request);

    @Override
    void close();

    static Way blocking(S3Client client) {
        return new Blocking(client);
    }

    static Way async(S3AsyncClient client) {
        return new Async(client);
    }

    record Blocking(S3Client client) implements Way {

        @Override
        public <R extends SdkResponse> R send(S3Request request) {
            return call(client, request);
        }

        @Override
        public <R extends SdkResponse> R send(S3Request request, byte[] body) {
            return call(client, request, RequestBody.fromBytes(body));
        }

        @Override
        public ResponseBytes<GetObjectResponse> get(GetObjectRequest request) {
            return client.getObject(request, ResponseTransformer.toBytes());
        }

        @Override
        public void close() {
            client.close();
        }
    }

    record Async(S3AsyncClient client) implements Way {

        @Override
        public <R extends SdkResponse> R send(S3Request request) {
            return joined(call(client, request));
        }

        @Override
        public <R extends SdkResponse> R send(S3Request request, byte[] body) {
            return joined(call(client, request, AsyncRequestBody.fromBytes(body)));
        }

        @Override
        public ResponseBytes<GetObjectResponse> get(GetObjectRequest request) {
            return joined(client.getObject(request, AsyncResponseTransformer.toBytes()));
        }

        private static <R> R joined(CompletableFuture<R> future) {
            try {
                return future.join();
            } catch (CompletionException e) {
                throw e.getCause() instanceof RuntimeException cause ? cause : e;
            }
        }

        @Override
        public void close() {
            client.close();
        }
    }

    /** Calls the method that is named after the request. */
    @SuppressWarnings("unchecked") // the caller knows which answer belongs to the request
    private static <R> R call(Object client, S3Request request, Object... more) {
        String operation = request.getClass().getSimpleName().replaceAll("Request$", "");
        String name = operation.substring(0, 1).toLowerCase(Locale.ROOT) + operation.substring(1);
        try {
            for (Method method : client.getClass().getMethods()) {
                if (method.getName().equals(name)
                        && method.getParameterCount() == 1 + more.length
                        && method.getParameterTypes()[0].isInstance(request)
                        && (more.length == 0 || method.getParameterTypes()[1].isInstance(more[0]))) {
                    method.setAccessible(true);
                    return (R)
                            (more.length == 0
                                    ? method.invoke(client, request)
                                    : method.invoke(client, request, more[0]));
                }
            }
        } catch (InvocationTargetException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e);
        } catch (IllegalAccessException e) {
            throw new IllegalStateException(e);
        }
        throw new IllegalArgumentException("no method " + name);
    }
}
