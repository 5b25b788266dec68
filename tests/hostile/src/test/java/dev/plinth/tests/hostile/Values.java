package dev.plinth.tests.hostile;

import dev.plinth.auth.EmailOrPhone;
import dev.plinth.auth.LinkRequest;
import dev.plinth.auth.NewUser;
import dev.plinth.auth.Pkce;
import dev.plinth.auth.Provider;
import dev.plinth.auth.SamlAttribute;
import dev.plinth.auth.Session;
import dev.plinth.auth.SessionStore;
import dev.plinth.auth.VerificationType;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.Credentials;
import dev.plinth.core.ErrorCode;
import dev.plinth.core.OpenEnum;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.s3compat.S3Keys;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.vectors.VectorFilter;
import dev.plinth.storage.vectors.VectorMetadata;
import dev.plinth.storage.vectors.VectorObject;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.reflect.Array;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.lang.reflect.WildcardType;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** Makes an argument of any type that the API takes; what is secret is marked. */
final class Values {

    static final String ID = "11111111-2222-4333-8444-555555555555";

    private static final Map<Class<?>, Function<String, Object>> MAKERS = makers();

    private final Path file;

    Values(Path file) {
        this.file = file;
    }

    /** Returns a value for a parameter. */
    Object make(Type type, String name, Site site) {
        Class<?> raw = raw(type);
        if (raw == Session.class) {
            return site.session();
        }
        if (raw == Connection.class) {
            return site.project.connection();
        }
        if (raw == Path.class) {
            return file;
        }
        Function<String, Object> maker = MAKERS.get(raw);
        if (maker != null) {
            return maker.apply(name);
        }
        if (OpenEnum.class.isAssignableFrom(raw)) {
            return openEnum(raw);
        }
        if (raw == Optional.class) {
            return Optional.of(make(((ParameterizedType) type).getActualTypeArguments()[0], name, site));
        }
        if (raw.isEnum()) {
            return raw.getEnumConstants()[0];
        }
        if (raw.isArray()) {
            Object array = Array.newInstance(raw.getComponentType(), 1);
            Array.set(array, 0, make(raw.getComponentType(), name, site));
            return array;
        }
        if (raw.isInterface()) {
            return standIn(raw, site);
        }
        throw new IllegalStateException("no value of " + type);
    }

    private static Object openEnum(Class<?> type) {
        try {
            return type.getMethod("of", String.class).invoke(null, "other");
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A value of an interface of ours: its accessors return made values. */
    private Object standIn(Class<?> type, Site site) {
        return Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, (self, method, args) -> {
            if (method.getDeclaringClass() == Object.class) {
                return switch (method.getName()) {
                    case "toString" -> type.getSimpleName();
                    case "hashCode" -> 1;
                    default -> self == args[0];
                };
            }
            return method.getReturnType() == void.class
                    ? null
                    : make(method.getGenericReturnType(), method.getName(), site);
        });
    }

    static Class<?> raw(Type type) {
        if (type instanceof Class<?> c) {
            return c;
        }
        if (type instanceof ParameterizedType p) {
            return raw(p.getRawType());
        }
        if (type instanceof WildcardType w) {
            return raw(w.getLowerBounds().length > 0 ? w.getLowerBounds()[0] : w.getUpperBounds()[0]);
        }
        return Object.class;
    }

    private static Map<Class<?>, Function<String, Object>> makers() {
        Map<Class<?>, Function<String, Object>> makers = new LinkedHashMap<>();
        makers.put(String.class, Values::text);
        makers.put(SamlAttribute.class, name -> SamlAttribute.named("mail"));
        makers.put(Object.class, name -> "x");
        makers.put(RuntimeException.class, name -> new IllegalStateException("x"));
        makers.put(HttpHeaders.class, name -> HttpHeaders.empty());
        makers.put(HttpRequest.class, name -> HttpRequest.of("GET", "/x"));
        makers.put(Secret.class, name -> Secret.of(Marks.secret(name.equals("hash") ? "tokenHash_" : name)));
        makers.put(boolean.class, name -> true);
        makers.put(int.class, name -> name.equals("segmentIndex") ? 0 : 8);
        makers.put(double.class, name -> 8d);
        makers.put(float[].class, name -> new float[] {1});
        makers.put(VectorObject.class, name -> VectorObject.of("a.txt", 1));
        makers.put(VectorMetadata.class, name -> VectorMetadata.empty());
        makers.put(VectorFilter.class, name -> VectorFilter.eq("name", "x"));
        makers.put(Collection.class, name -> List.of("x"));
        makers.put(long.class, name -> 8L);
        makers.put(byte[].class, name -> new byte[] {1});
        makers.put(Duration.class, name -> Duration.ofMinutes(5));
        makers.put(Instant.class, name -> Instant.now());
        makers.put(Clock.class, name -> Clock.systemUTC());
        makers.put(OptionalLong.class, name -> OptionalLong.of(8));
        makers.put(Map.class, name -> fields());
        makers.put(List.class, name -> List.of());
        makers.put(
                Iterable.class,
                name -> name.equals("vectors") ? List.of(VectorObject.of("a.txt", 1)) : List.of("a.txt", "b.txt"));
        makers.put(Stream.class, name -> Stream.of(newUser()));
        makers.put(InputStream.class, name -> new ByteArrayInputStream(new byte[8]));
        makers.put(OutputStream.class, name -> new ByteArrayOutputStream());
        makers.put(Consumer.class, name -> (Consumer<Object>) x -> {});
        makers.put(BiConsumer.class, name -> (BiConsumer<Object, Object>) (x, y) -> {});
        makers.put(UnaryOperator.class, name -> UnaryOperator.identity());
        makers.put(Supplier.class, name -> (Supplier<Object>) () -> Secret.of(Marks.secret("token")));
        makers.put(Executor.class, name -> (Executor) Runnable::run);
        makers.put(Content.class, name -> Content.ofString("content"));
        makers.put(EmailOrPhone.class, name -> EmailOrPhone.email("a@b.co"));
        makers.put(Pkce.class, name -> Pkce.of(Secret.of(Marks.secret("verifier"))));
        makers.put(Provider.class, name -> Provider.GITHUB);
        makers.put(VerificationType.class, name -> VerificationType.SIGNUP);
        makers.put(ErrorCode.class, name -> ErrorCode.of("x"));
        makers.put(SessionStore.class, name -> SessionStore.inMemory());
        makers.put(KeyCodec.class, name -> KeyCodec.plain());
        makers.put(NewUser.class, name -> newUser());
        makers.put(LinkRequest.class, name -> LinkRequest.signUp("a@b.co", Marks.secret("password")));
        makers.put(ApiKey.class, name -> ApiKey.of(Marks.jwt("anon")));
        makers.put(AccessToken.class, name -> AccessToken.of(Marks.jwt("authenticated")));
        makers.put(Credentials.class, name -> AccessToken.of(Marks.jwt("authenticated")));
        makers.put(S3Keys.class, name -> S3Keys.of("a".repeat(32), Marks.secret("secret") + "b".repeat(64)));
        return makers;
    }

    private static NewUser newUser() {
        return NewUser.builder()
                .email("a@b.co")
                .password(Marks.secret("password"))
                .build();
    }

    private static Map<String, Object> fields() {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", "x");
        fields.put("client_secret", Marks.secret("clientSecret"));
        fields.put(
                "nested",
                Map.of("private_key", Marks.secret("secret"), "list", List.of(Map.of("token", Marks.secret("token")))));
        return fields;
    }

    private static String text(String name) {
        if (Marks.isSecret(name)) {
            return Marks.secret(name);
        }
        String lower = name.toLowerCase(Locale.ROOT);
        if (lower.contains("email") || lower.equals("address")) {
            return "a@b.co";
        }
        if (lower.contains("phone") || lower.contains("number")) {
            return "+4930123";
        }
        if (lower.contains("url") || lower.contains("redirect")) {
            return "https://app.example/";
        }
        if (lower.endsWith("id") || lower.equals("identifier") || lower.equals("uuid")) {
            return ID;
        }
        return switch (lower) {
            case "credentialjson", "optionsjson" -> "{\"id\":\"" + Marks.WORD + "\"}";
            case "key", "from" -> "a.txt";
            case "to" -> "b.txt";
            case "filesizelimit", "limit" -> "1MB";
            default -> lower;
        };
    }
}
