package dev.plinth.jackson;

import dev.plinth.core.Secret;
import java.io.InputStream;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.Arrays;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The JSON fields of a type: its public accessors, by the server's names. They are read from the public type alone, so that
 * nothing that a class keeps for itself is written, and no package has to be open.
 *
 * @param fields the accessors by field name, in the order in which they are written
 * @param unwrapped the field that is written instead of the object; null for none
 */
record ValueShape(Map<String, Method> fields, @Nullable String unwrapped) {

    /** What every object has, what is derived from other fields, and what the SDK does not know. */
    private static final Set<String> SKIPPED =
            Set.of("toString", "hashCode", "getClass", "notify", "notifyAll", "wait", "unknownFields", "close");

    /** Where the server's name is not the accessor's in snake case. An empty name leaves the accessor out. */
    private static final Map<String, String> NAMES = Map.ofEntries(
            Map.entry("User.audience", "aud"),
            Map.entry("Identity.identityId", "identity_id"),
            Map.entry("Identity.providerId", "id"),
            Map.entry("Identity.data", "identity_data"),
            Map.entry("Factor.type", "factor_type"),
            Map.entry("EnrolledFactor.type", "type"),
            Map.entry("FactorChallenge.webAuthn", "webauthn"),
            Map.entry("AuditEntry.action", ""),
            Map.entry("AuditEntry.logType", ""),
            Map.entry("AuditEntry.actorId", ""),
            Map.entry("AuditEntry.actorUsername", ""),
            Map.entry("CustomProvider.type", "provider_type"),
            Map.entry("BucketInfo.isPublic", "public"),
            Map.entry("ListedObject.size", "metadata.size"),
            Map.entry("ListedObject.contentType", "metadata.mimetype"),
            Map.entry("ListedObject.etag", "metadata.eTag"),
            Map.entry("ListedObject.cacheControl", "metadata.cacheControl"),
            Map.entry("ListedObject.isFolder", ""),
            Map.entry("ObjectInfo.bucket", "bucket_id"),
            Map.entry("ObjectInfo.key", "name"),
            Map.entry("ObjectInfo.updatedAt", "last_modified"),
            Map.entry("StoredObject.id", "Id"),
            Map.entry("StoredObject.key", "path"),
            Map.entry("SignedUrl.key", "path"),
            Map.entry("SignedUrl.url", "signedURL"),
            Map.entry("ProjectInfo.organization", "organization_id"));

    private static final Map<String, String> UNWRAPPED = Map.of("VerifiedToken", "claims");

    private static final ClassValue<ValueShape> SHAPES = new ClassValue<>() {
        @Override
        protected ValueShape computeValue(Class<?> type) {
            return read(publicType(type).orElse(type));
        }
    };

    static ValueShape of(Class<?> type) {
        return SHAPES.get(type);
    }

    /** Returns whether programs can name a class. */
    static boolean isPublicTypeOfTheSdk(Class<?> type) {
        return type.getName().startsWith("dev.plinth.")
                && !type.getName().contains(".internal.")
                && Modifier.isPublic(type.getModifiers())
                && (type.getEnclosingClass() == null || isPublicTypeOfTheSdk(type.getEnclosingClass()));
    }

    /** Returns the public type that a class implements. */
    static Optional<Class<?>> publicType(Class<?> type) {
        for (Class<?> c = type; c != null; c = c.getSuperclass()) {
            if (isPublicTypeOfTheSdk(c)) {
                return Optional.of(c);
            }
            Optional<Class<?>> found = Stream.of(c.getInterfaces())
                    .flatMap(above -> publicType(above).stream())
                    .findFirst();
            if (found.isPresent()) {
                return found;
            }
        }
        return Optional.empty();
    }

    private static ValueShape read(Class<?> type) {
        Map<String, Method> fields = new LinkedHashMap<>();
        Arrays.stream(type.getMethods())
                .filter(ValueShape::isAccessor)
                .sorted(Comparator.comparingInt(ValueShape::rank).thenComparing(Method::getName))
                .forEach(method -> fields.putIfAbsent(name(type, method.getName()), method));
        fields.remove("");
        return new ValueShape(fields, UNWRAPPED.get(type.getSimpleName()));
    }

    /** What identifies a value stands first. */
    private static int rank(Method method) {
        return switch (method.getName()) {
            case "id", "ref", "name", "key" -> 0;
            default -> 1;
        };
    }

    private static boolean isAccessor(Method method) {
        Class<?> type = method.getReturnType();
        return method.getParameterCount() == 0
                && type != void.class
                && type != Secret.class
                && !InputStream.class.isAssignableFrom(type)
                && !Modifier.isStatic(method.getModifiers())
                && !method.getDeclaringClass().getName().startsWith("java.")
                && !SKIPPED.contains(method.getName());
    }

    private static String name(Class<?> type, String accessor) {
        String known = NAMES.get(type.getSimpleName() + "." + accessor);
        return known != null ? known : accessor.replaceAll("([A-Z])", "_$1").toLowerCase(Locale.ROOT);
    }
}
