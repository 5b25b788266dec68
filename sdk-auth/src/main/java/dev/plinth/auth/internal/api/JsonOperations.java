package dev.plinth.auth.internal.api;

import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;

/** Creates operations on resources, for direct connections only: list, get, create, update and delete. */
public final class JsonOperations {

    private JsonOperations() {}

    /** Reads an array. */
    public static <T, R extends T> Operation<List<T>> list(
            String name, Route.Builder route, JsonReader<List<R>> reader) {
        Decoder<List<T>> items = Decoder.json(reader).then(List::copyOf);
        return Operation.safe(AuthService.SERVICE, name, AuthService.direct(route, items));
    }

    /** Reads the array in a field of an object. The server omits an empty array. */
    public static <T, R extends T> Operation<List<T>> list(
            String name, Route.Builder route, String field, JsonReader<List<R>> reader) {
        Decoder<List<T>> items = AuthService.object().then(object -> {
            Object array = object.get(field);
            return array == null ? List.of() : List.copyOf(AuthService.convert(reader, array));
        });
        return Operation.safe(AuthService.SERVICE, name, AuthService.direct(route, items));
    }

    /** Reads a resource. */
    public static <T> Operation<T> get(String name, Route.Builder route, Decoder<T> decoder) {
        return Operation.safe(AuthService.SERVICE, name, AuthService.direct(route, decoder));
    }

    /** Creates a resource. Not retried, because a retry could create another one. */
    public static <T> Operation<T> create(String name, Route.Builder route, Decoder<T> decoder) {
        return Operation.unsafe(AuthService.SERVICE, name, AuthService.direct(route, decoder));
    }

    /** Updates a resource. Retried, because a retry has the same result. */
    public static <T> Operation<T> update(String name, Route.Builder route, Decoder<T> decoder) {
        return Operation.idempotent(AuthService.SERVICE, name, AuthService.direct(route, decoder));
    }

    /** Deletes a resource. */
    public static Operation<Done> delete(String name, Route.Builder route) {
        return Operation.delete(AuthService.SERVICE, name, Done.DONE, AuthService.direct(route, Decoder.done()));
    }
}
