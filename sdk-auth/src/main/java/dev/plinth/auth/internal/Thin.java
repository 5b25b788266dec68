package dev.plinth.auth.internal;

import dev.plinth.core.internal.call.Decoder;
import dev.plinth.core.internal.call.Decoder.Done;
import dev.plinth.core.internal.call.Operation;
import dev.plinth.core.internal.call.Route;
import java.util.List;
import java.util.Map;

/** The shapes of operations that pass JSON in and out as the server has it. */
final class Thin {

    private Thin() {}

    /** Reads an object. */
    static Operation<Map<String, Object>> get(String name, Route.Builder route) {
        return Operation.safe(Auth.SERVICE, name, Auth.direct(route, Auth.object()));
    }

    /** Reads an array of objects. */
    static Operation<List<Map<String, Object>>> list(String name, Route.Builder route) {
        return Operation.safe(Auth.SERVICE, name, Auth.direct(route, Auth.objects()));
    }

    /** Reads the array that an object holds under a name; the server leaves an empty one out. */
    static Operation<List<Map<String, Object>>> list(String name, Route.Builder route, String field) {
        Decoder<List<Map<String, Object>>> items = response -> {
            Object list = Auth.object().decode(response).getOrDefault(field, List.of());
            return Auth.objectsOf(list);
        };
        return Operation.safe(Auth.SERVICE, name, Auth.direct(route, items));
    }

    /** Makes something, which twice would make two. */
    static Operation<Map<String, Object>> create(String name, Route.Builder route) {
        return Operation.unsafe(Auth.SERVICE, name, Auth.direct(route, Auth.object()));
    }

    /** Changes something to what the request says. */
    static Operation<Map<String, Object>> update(String name, Route.Builder route) {
        return Operation.idempotent(Auth.SERVICE, name, Auth.direct(route, Auth.object()));
    }

    /** Deletes something. */
    static Operation<Done> delete(String name, Route.Builder route) {
        return Operation.delete(Auth.SERVICE, name, Done.DONE, Auth.direct(route, Decoder.done()));
    }
}
