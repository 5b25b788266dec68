package dev.plinth.auth.internal.api;

import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.util.List;
import java.util.Map;

/** The shapes of operations that pass JSON in and out as the server has it. */
public final class JsonOperations {

    private JsonOperations() {}

    /** Reads an object. */
    public static Operation<Map<String, Object>> get(String name, Route.Builder route) {
        return Operation.safe(AuthService.SERVICE, name, AuthService.direct(route, AuthService.object()));
    }

    /** Reads an array of objects. */
    public static Operation<List<Map<String, Object>>> list(String name, Route.Builder route) {
        return Operation.safe(AuthService.SERVICE, name, AuthService.direct(route, AuthService.objects()));
    }

    /** Reads the array that an object holds under a name; the server leaves an empty one out. */
    public static Operation<List<Map<String, Object>>> list(String name, Route.Builder route, String field) {
        Decoder<List<Map<String, Object>>> items = response -> {
            Object list = AuthService.object().decode(response).getOrDefault(field, List.of());
            return AuthService.objectsOf(list);
        };
        return Operation.safe(AuthService.SERVICE, name, AuthService.direct(route, items));
    }

    /** Makes something, which twice would make two. */
    public static Operation<Map<String, Object>> create(String name, Route.Builder route) {
        return Operation.unsafe(AuthService.SERVICE, name, AuthService.direct(route, AuthService.object()));
    }

    /** Changes something to what the request says. */
    public static Operation<Map<String, Object>> update(String name, Route.Builder route) {
        return Operation.idempotent(AuthService.SERVICE, name, AuthService.direct(route, AuthService.object()));
    }

    /** Deletes something. */
    public static Operation<Done> delete(String name, Route.Builder route) {
        return Operation.delete(AuthService.SERVICE, name, Done.DONE, AuthService.direct(route, Decoder.done()));
    }
}
