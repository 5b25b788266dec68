package dev.plinth.s3compat.internal.http;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import software.amazon.awssdk.services.s3.S3ClientBuilder;

/** Detects whether the caller set an HTTP client: AWS's builder does not report it, and accepts only one. */
public final class CustomHttpClient {

    private CustomHttpClient() {}

    /**
     * Lets a caller change a builder.
     *
     * @return whether they set an HTTP client
     */
    public static boolean after(S3ClientBuilder builder, Consumer<? super S3ClientBuilder> change) {
        AtomicBoolean chosen = new AtomicBoolean();
        change.accept(watched(builder, chosen));
        return chosen.get();
    }

    private static S3ClientBuilder watched(S3ClientBuilder builder, AtomicBoolean chosen) {
        return (S3ClientBuilder) Proxy.newProxyInstance(
                S3ClientBuilder.class.getClassLoader(),
                new Class<?>[] {S3ClientBuilder.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("httpClient")) {
                        chosen.set(arguments[0] != null);
                    }
                    try {
                        Object result = method.invoke(builder, arguments);
                        return result == builder ? proxy : result;
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }
}
