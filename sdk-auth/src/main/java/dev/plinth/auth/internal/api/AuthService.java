package dev.plinth.auth.internal.api;

import dev.plinth.core.Service;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Dialect;
import dev.plinth.core.internal.operation.Operation.Routes;
import dev.plinth.core.internal.operation.Route;
import dev.plinth.core.internal.operation.ServiceSpec;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;

/** The service description, routes and decoders that all operations of the Auth server share. */
public final class AuthService {

    public static final ServiceSpec SERVICE = new ServiceSpec(Service.AUTH, new AuthErrors());

    private static final JsonReader<Map<String, Object>> OBJECT = Json.mapReader();

    private AuthService() {}

    /** Returns a route that control planes do not offer, with errors in the newer of the server's two formats. */
    public static <T> Routes<T> direct(Route.Builder route, Decoder<T> decoder) {
        Route<T> versioned = versioned(route).decode(decoder);
        return dialect -> dialect == Dialect.PROJECT ? versioned : null;
    }

    public static Route.Builder versioned(Route.Builder route) {
        return route.header("X-Supabase-Api-Version", "2024-01-01");
    }

    /** Decodes a JSON object. */
    public static Decoder<Map<String, Object>> object() {
        return Decoder.json(OBJECT);
    }

    /** Converts a decoded JSON value to a type. */
    public static <T> T convert(JsonReader<T> reader, Object value) {
        try {
            return reader.read(new ByteArrayInputStream(Json.write(value)));
        } catch (IOException e) {
            throw new UncheckedIOException("the server's response has an unexpected structure", e);
        }
    }
}
