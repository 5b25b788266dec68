package dev.plinth.core.internal.operation;

import java.util.function.UnaryOperator;
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
        Route<T> route(Dialect dialect);
    }

    private static final String[] NOTHING = {};

    final String name;
    final ServiceSpec service;
    final Repeatability repeatability;
    private final Routes<T> routes;
    private String[] context = NOTHING;
    private @Nullable UnaryOperator<T> afterRepetition;
    private @Nullable T resultWhenNotFound;
    private String alternative =
            "use Project.connect(projectUrl, key), which goes straight to the project; project.direct() finds both";

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

    /**
     * An operation that deletes. It may be repeated, and a repetition that finds nothing is a success if the server may
     * have carried out an earlier attempt.
     *
     * @param gone the result then
     */
    public static <T> Operation<T> delete(ServiceSpec service, String name, T gone, Routes<T> routes) {
        Operation<T> operation = new Operation<>(service, name, Repeatability.IDEMPOTENT, routes);
        operation.resultWhenNotFound = gone;
        return operation;
    }

    /** Sets how to read a result if the server may have carried out an earlier attempt whose response was lost. */
    public Operation<T> afterRepetition(UnaryOperator<T> reading) {
        this.afterRepetition = reading;
        return this;
    }

    /** Says what the call is about, for messages: kind, name, kind, name, …. */
    public Operation<T> context(String... kindsAndNames) {
        this.context = kindsAndNames;
        return this;
    }

    /** Says what to use where a gateway lacks this. */
    public Operation<T> alternative(String hint) {
        this.alternative = hint;
        return this;
    }

    /** Returns the route in a dialect. */
    public @Nullable Route<T> route(Dialect dialect) {
        return routes.route(dialect);
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

    public String alternative() {
        return alternative;
    }

    public String[] context() {
        return context;
    }

    /** Returns the result of a deletion that finds nothing any more; null if the operation does not delete. */
    public @Nullable T resultWhenNotFound() {
        return resultWhenNotFound;
    }

    /** Returns the result as it is meant if an earlier attempt may have been carried out. */
    public T afterRepetition(T result) {
        return afterRepetition == null ? result : afterRepetition.apply(result);
    }
}
