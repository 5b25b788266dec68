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
 * The routes of the Auth server, whose handlers run with the state's lock held. A group's checks apply to every path
 * below its own, and come before the answer that there is no such route; only groups take a trailing slash.
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

    private record Endpoint(Handler handler, List<Check> checks) {}

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

    public Routes on(String method, String template, Handler handler, Check... checks) {
        place(template).endpoints().put(method, new Endpoint(handler, List.of(checks)));
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
        Endpoint endpoint = endpoint(endpoints, call.method());
        checks.addAll(endpoint.checks());
        return state.locked(() -> {
            checks.forEach(check -> check.accept(call));
            return endpoint.handler().handle(call);
        });
    }

    private static Endpoint endpoint(Map<String, Endpoint> endpoints, String method) {
        if (endpoints.isEmpty()) {
            return new Endpoint(
                    call -> Reply.text(404, "text/plain; charset=utf-8", "404 page not found\n"), List.of());
        }
        String allowed = String.join(", ", endpoints.keySet());
        return endpoints.getOrDefault(method, new Endpoint(call -> Reply.of(405).header("Allow", allowed), List.of()));
    }
}
