package dev.plinth.core.internal.call;

import org.jspecify.annotations.Nullable;

/**
 * One thing that can be asked of a service, described once: its name, whether it may be repeated, and a route for each
 * dialect it exists in.
 */
public final class Operation<T> {

    /** Gives the route in a dialect, or null where the dialect has none. */
    @FunctionalInterface
    public interface Routes<T> {

        @Nullable
        Route<T> in(Dialect dialect);
    }

    private static final String[] NOTHING = {};

    final String name;
    final ServiceSpec service;
    final Repeatability repeatability;
    private final Routes<T> routes;
    private String[] about = NOTHING;
    private String instead = "use Project.connect(projectUrl, key), which goes straight to the project";

    private Operation(ServiceSpec service, String name, Repeatability repeatability, Routes<T> routes) {
        this.service = service;
        this.name = name;
        this.repeatability = repeatability;
        this.routes = routes;
    }

    public static <T> Operation<T> safe(ServiceSpec service, String name, Routes<T> routes) {
        return new Operation<>(service, name, Repeatability.SAFE, routes);
    }

    public static <T> Operation<T> idempotent(ServiceSpec service, String name, Routes<T> routes) {
        return new Operation<>(service, name, Repeatability.IDEMPOTENT, routes);
    }

    public static <T> Operation<T> unsafe(ServiceSpec service, String name, Routes<T> routes) {
        return new Operation<>(service, name, Repeatability.UNSAFE, routes);
    }

    /** Says what the call is about, for messages: kind, name, kind, name, …. */
    public Operation<T> about(String... kindsAndNames) {
        this.about = kindsAndNames;
        return this;
    }

    /** Says what to use where a gateway lacks this. */
    public Operation<T> instead(String hint) {
        this.instead = hint;
        return this;
    }

    /** Returns the route in a dialect. */
    public @Nullable Route<T> in(Dialect dialect) {
        return routes.in(dialect);
    }

    public String name() {
        return name;
    }

    public ServiceSpec service() {
        return service;
    }

    public Repeatability repeatability() {
        return repeatability;
    }

    public String instead() {
        return instead;
    }

    String[] about() {
        return about;
    }
}
