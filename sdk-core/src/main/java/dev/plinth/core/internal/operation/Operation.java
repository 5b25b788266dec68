package dev.plinth.core.internal.operation;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Describes one operation of a service: its name, whether it may be repeated, and its route in each dialect. */
public final class Operation<T> {

    /** Returns the route in a dialect, or null if the dialect has none. */
    @FunctionalInterface
    public interface Routes<T> {

        @Nullable
        Route<T> route(Dialect dialect);
    }

    private static final String[] NO_CONTEXT = {};

    final String name;
    final ServiceSpec service;
    final Repeatability repeatability;
    private final Routes<T> routes;
    private String[] context = NO_CONTEXT;
    private @Nullable UnaryOperator<T> afterRepetition;
    private @Nullable T resultWhenNotFound;
    private String alternative = "use project.connectDirect(), or Project.connect(projectUrl, key)";

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
     * Creates an operation that deletes. It may be repeated. If a retry finds nothing and the server may have processed
     * an earlier attempt, the operation succeeds.
     *
     * @param resultWhenMissing the result in that case
     */
    public static <T> Operation<T> delete(ServiceSpec service, String name, T resultWhenMissing, Routes<T> routes) {
        Operation<T> operation = new Operation<>(service, name, Repeatability.IDEMPOTENT, routes);
        operation.resultWhenNotFound = resultWhenMissing;
        return operation;
    }

    /** Sets how to interpret the result if the server may have processed an earlier attempt whose response was lost. */
    public Operation<T> afterRepetition(UnaryOperator<T> reading) {
        this.afterRepetition = reading;
        return this;
    }

    /** Sets the entries that identify the target of the call in errors: kind, name, kind, name, …. */
    public Operation<T> context(String... kindsAndNames) {
        this.context = kindsAndNames;
        return this;
    }

    /** Sets the hint for gateways that do not offer this operation. */
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

    /** Returns the result of a deletion that found nothing; null if the operation does not delete. */
    public @Nullable T resultWhenNotFound() {
        return resultWhenNotFound;
    }

    /** Interprets the result, given that the server may have processed an earlier attempt. */
    public T afterRepetition(T result) {
        return afterRepetition == null ? result : afterRepetition.apply(result);
    }
}
