package dev.plinth.testkit.internal.auth.web;

import dev.plinth.testkit.internal.auth.model.AuthState;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.http.Route;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * The routes of the Auth server. A group is entered with anything beneath its path, known or not, and its checks come
 * before the answer that there is no such route; only groups take a trailing slash.
 */
public final class Routes {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** Answers a call. */
    @FunctionalInterface
    public interface Handler {
        /** The answer; errors are thrown. */
        Reply handle(Call call);
    }

    /** Lets a call pass, or throws. */
    @FunctionalInterface
    public interface Check {
        /** Throws what is to be answered instead. */
        void accept(Call call);
    }

    private record Endpoint(Handler handler, boolean locked, List<Check> checks) {}

    /** A path, with the checks of a group and the handlers of methods. */
    private record Place(Route route, List<Check> checks, Map<String, Endpoint> endpoints, AtomicBoolean group) {}

    private final AuthState state;
    private final Map<String, Place> byTemplate = new HashMap<>();
    private final List<Place> places = new ArrayList<>();

    public Routes(AuthState state) {
        this.state = state;
    }

    public Routes group(String template, Check... checks) {
        Place place = place(template);
        place.group().set(true);
        place.checks().addAll(List.of(checks));
        return this;
    }

    /** A handler that runs with the state's lock held. */
    public Routes on(String method, String template, Handler handler, Check... checks) {
        place(template).endpoints().put(method, new Endpoint(handler, true, List.of(checks)));
        return this;
    }

    /** A handler that takes the lock itself, for it has something slow to do as well. */
    public Routes slow(String method, String template, Handler handler, Check... checks) {
        place(template).endpoints().put(method, new Endpoint(handler, false, List.of(checks)));
        return this;
    }

    private Place place(String template) {
        return byTemplate.computeIfAbsent(template, path -> {
            Place place = new Place(Route.of(path), new ArrayList<>(), new LinkedHashMap<>(), new AtomicBoolean());
            places.add(place);
            places.sort(Comparator.comparing(Place::route));
            return place;
        });
    }

    public Reply handle(Call call) {
        if (!METHODS.contains(call.method())) {
            return Reply.of(405);
        }
        String path = call.path();
        String group = path.endsWith("/") ? path.substring(0, path.length() - 1) : "";
        List<Check> checks = new ArrayList<>();
        Map<String, Endpoint> endpoints = Map.of();
        for (Place place : places) {
            place.route().rawParams(path).ifPresent(params -> {
                checks.addAll(place.checks());
                call.params(params);
            });
            boolean here = place.route().matches(path)
                    || (place.group().get() && place.route().matches(group));
            endpoints = here && endpoints.isEmpty() ? place.endpoints() : endpoints;
        }
        if (endpoints.isEmpty()) {
            return checked(checks, call, Routes::notFound);
        }
        Endpoint endpoint = endpoints.get(call.method());
        if (endpoint == null) {
            String allowed = String.join(", ", endpoints.keySet());
            return checked(checks, call, refused -> Reply.of(405).header("Allow", allowed));
        }
        checks.addAll(endpoint.checks());
        if (endpoint.locked()) {
            return checked(checks, call, endpoint.handler());
        }
        checked(checks, call, passed -> Reply.of(200));
        return endpoint.handler().handle(call);
    }

    private Reply checked(List<Check> checks, Call call, Handler handler) {
        return state.locked(() -> {
            checks.forEach(check -> check.accept(call));
            return handler.handle(call);
        });
    }

    private static Reply notFound(Call call) {
        return Reply.text(404, "text/plain; charset=utf-8", "404 page not found\n");
    }
}
