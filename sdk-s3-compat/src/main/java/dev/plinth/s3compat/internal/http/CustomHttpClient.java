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
    public static boolean isSetBy(S3ClientBuilder builder, Consumer<? super S3ClientBuilder> customizer) {
        AtomicBoolean clientSet = new AtomicBoolean();
        customizer.accept(watch(builder, clientSet));
        return clientSet.get();
    }

    private static S3ClientBuilder watch(S3ClientBuilder builder, AtomicBoolean clientSet) {
        return (S3ClientBuilder) Proxy.newProxyInstance(
                S3ClientBuilder.class.getClassLoader(),
                new Class<?>[] {S3ClientBuilder.class},
                (proxy, method, arguments) -> {
                    if (method.getName().startsWith("httpClient")) {
                        clientSet.set(arguments[0] != null);
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
