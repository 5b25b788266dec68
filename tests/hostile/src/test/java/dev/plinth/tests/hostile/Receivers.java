package dev.plinth.tests.hostile;

import dev.plinth.auth.NewUser;
import dev.plinth.auth.Session;
import dev.plinth.auth.TokenVerifier;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiClient;
import dev.plinth.core.CallOptions;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.http.RawHttpClient;
import dev.plinth.s3compat.S3Compat;
import dev.plinth.s3compat.S3CompatBuilder;
import dev.plinth.storage.vectors.VectorMetadata;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** Finds an object to call a method on. */
final class Receivers {

    interface Use {
        void on(Object target) throws Exception;
    }

    private Receivers() {}

    /** Calls with an object of the type, if there is a way to one; says whether there was. */
    static boolean with(Class<?> type, Site site, Values values, Use use) throws Exception {
        if (type == CallOptions.class) {
            return configured(
                    o -> {
                        var ignored = site.project.withOptions(o);
                    },
                    use);
        }
        if (type == ConnectionOptions.class) {
            return configured(
                    o -> Connection.toPlatform("https://x.example", AccessToken.of("a.b.c"), o)
                            .close(),
                    use);
        }
        Object target = simple(type, site);
        if (target != null) {
            use.on(target);
            return true;
        }
        Map<Class<?>, Object> handles = handles(site, values);
        if (handles.containsKey(type)) {
            use.on(handles.get(type));
            return true;
        }
        for (Object handle : handles.values()) {
            for (Method method : handle.getClass().getMethods()) {
                if (takesOptions(method, type)) {
                    return configured(options -> invoke(method, handle, values, site, options), use);
                }
            }
        }
        return false;
    }

    private interface Configuring {
        void with(Consumer<Object> options) throws Exception;
    }

    private static final class Done extends Error {
        private static final long serialVersionUID = 1L;
        final transient Exception failure;

        Done(Exception failure) {
            super("nothing more is to be done", null, false, false);
            this.failure = failure;
        }
    }

    private static boolean configured(Configuring with, Use use) throws Exception {
        try {
            with.with(options -> {
                Exception failure = null;
                try {
                    use.on(options);
                } catch (Exception e) {
                    failure = e;
                }
                throw new Done(failure);
            });
        } catch (Done done) {
            if (done.failure != null) {
                throw done.failure;
            }
            return true;
        }
        return false;
    }

    private static void invoke(Method method, Object handle, Values values, Site site, Consumer<Object> options)
            throws Exception {
        Object[] arguments = new Object[method.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            var parameter = method.getParameters()[i];
            arguments[i] = parameter.getType() == Consumer.class
                    ? options
                    : values.make(parameter.getParameterizedType(), parameter.getName(), site);
        }
        Programs.call(method, handle, arguments);
    }

    private static boolean takesOptions(Method method, Class<?> type) {
        if (Modifier.isStatic(method.getModifiers())) {
            return false;
        }
        for (Type parameter : method.getGenericParameterTypes()) {
            if (parameter instanceof ParameterizedType p
                    && p.getRawType() == Consumer.class
                    && Values.raw(p.getActualTypeArguments()[0]) == type) {
                return true;
            }
        }
        return false;
    }

    private static Object simple(Class<?> type, Site site) {
        if (type == S3Compat.class) {
            return site.s3();
        }
        if (type == S3CompatBuilder.class) {
            return S3Compat.builder();
        }
        if (type == TokenVerifier.Builder.class) {
            return TokenVerifier.builder();
        }
        if (type == TokenVerifier.class) {
            return TokenVerifier.builder().jwksFrom(site.project.connection()).build();
        }
        if (type == VectorMetadata.Builder.class) {
            return VectorMetadata.builder();
        }
        if (type == VectorMetadata.class) {
            return VectorMetadata.empty();
        }
        if (type == NewUser.Builder.class) {
            return NewUser.builder();
        }
        if (type == Session.class) {
            return site.session();
        }
        if (type == Connection.class) {
            return site.platform.connection();
        }
        if (type == RawHttpClient.class) {
            return site.project.connection().http();
        }
        if (type == HttpHeaders.class) {
            return HttpHeaders.empty();
        }
        if (type == HttpHeaders.Builder.class) {
            return HttpHeaders.builder();
        }
        return type == HttpRequest.class ? HttpRequest.of("GET", "/x") : null;
    }

    private static Map<Class<?>, Object> handles(Site site, Values values) throws Exception {
        Map<Class<?>, Object> handles = new HashMap<>();
        Deque<Object> open = new ArrayDeque<>();
        open.add(site.project);
        open.add(site.platform);
        while (!open.isEmpty()) {
            Object handle = open.remove();
            if (handles.putIfAbsent(handle.getClass(), handle) != null) {
                continue;
            }
            handles.putIfAbsent(ApiClient.class, handle);
            for (Method method : handle.getClass().getMethods()) {
                boolean leads = ApiClient.class.isAssignableFrom(method.getReturnType())
                        && method.getDeclaringClass() == handle.getClass()
                        && !Modifier.isStatic(method.getModifiers())
                        && !method.isBridge()
                        && !method.getName().equals("connectDirect")
                        && !method.getName().startsWith("create");
                if (leads) {
                    Object[] arguments = new Object[method.getParameterCount()];
                    for (int i = 0; i < arguments.length; i++) {
                        arguments[i] = values.make(
                                method.getGenericParameterTypes()[i], method.getParameters()[i].getName(), site);
                    }
                    open.add(Programs.call(method, handle, arguments));
                }
            }
        }
        return handles;
    }
}
