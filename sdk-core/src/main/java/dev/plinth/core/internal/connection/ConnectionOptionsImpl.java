package dev.plinth.core.internal.connection;

import dev.plinth.core.CallObserver;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.call.CallObservers;
import dev.plinth.core.internal.call.CallSettings;
import dev.plinth.core.internal.okhttp.HttpProxy;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Collects the options of a new connection, and defines their defaults. */
public final class ConnectionOptionsImpl implements ConnectionOptions {

    static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(10);
    static final Duration IDLE_TIMEOUT = Duration.ofSeconds(30);

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 4;

    private final CallOptionsImpl calls =
            new CallOptionsImpl(new CallSettings(CALL_TIMEOUT.toNanos(), ATTEMPTS, HttpHeaders.empty()), noObservers());

    Duration connectTimeout = CONNECT_TIMEOUT;
    Duration idleTimeout = IDLE_TIMEOUT;
    int maxConnectionsPerHost = 64;
    int callHistorySize;
    boolean expectContinue;
    boolean allowHttp;
    boolean allowProjectKeys;
    ControlPlaneDialect dialect = ControlPlaneDialect.AUTO;
    String authUrl = "/auth/v1";
    String storageUrl = "/storage/v1";

    @Nullable
    String product;

    @Nullable
    String ref;

    @Nullable
    String region;

    @Nullable
    HttpProxy proxy;

    @Nullable
    HttpTransport transport;

    @Nullable
    Executor executor;

    private static CallObservers noObservers() {
        return new CallObservers(List.of(), null);
    }

    CallOptionsImpl calls() {
        return calls;
    }

    @Override
    public ConnectionOptionsImpl timeout(Duration timeout) {
        calls.timeout(timeout);
        return this;
    }

    @Override
    public ConnectionOptionsImpl maxAttempts(int maxAttempts) {
        calls.maxAttempts(maxAttempts);
        return this;
    }

    @Override
    public ConnectionOptionsImpl header(String name, String value) {
        calls.header(name, value);
        return this;
    }

    @Override
    public ConnectionOptionsImpl observer(CallObserver observer) {
        calls.observer(observer);
        return this;
    }

    @Override
    public ConnectionOptionsImpl connectTimeout(Duration timeout) {
        this.connectTimeout = Duration.ofNanos(CallOptionsImpl.nanos(timeout, "connectTimeout"));
        return this;
    }

    @Override
    public ConnectionOptionsImpl idleTimeout(Duration timeout) {
        this.idleTimeout = Duration.ofNanos(CallOptionsImpl.nanos(timeout, "idleTimeout"));
        return this;
    }

    @Override
    public ConnectionOptionsImpl maxConnectionsPerHost(int maxConnections) {
        this.maxConnectionsPerHost = atLeastOne(maxConnections, "maxConnectionsPerHost");
        return this;
    }

    @Override
    public ConnectionOptionsImpl expectContinue(boolean enabled) {
        this.expectContinue = enabled;
        return this;
    }

    @Override
    public ConnectionOptionsImpl proxy(String host, int port) {
        this.proxy = HttpProxy.withoutPassword(Arguments.required(host, "host"), port(port));
        return this;
    }

    @Override
    public ConnectionOptionsImpl proxy(String host, int port, String username, Secret password) {
        this.proxy = HttpProxy.withPassword(
                Arguments.required(host, "host"),
                port(port),
                Arguments.required(username, "username"),
                Arguments.required(password, "password"));
        return this;
    }

    private static int port(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be between 1 and 65535: " + port);
        }
        return port;
    }

    @Override
    public ConnectionOptionsImpl transport(HttpTransport transport) {
        this.transport = Arguments.required(transport, "transport");
        return this;
    }

    @Override
    public ConnectionOptionsImpl executor(Executor executor) {
        this.executor = Arguments.required(executor, "executor");
        return this;
    }

    @Override
    public ConnectionOptionsImpl callHistorySize(int calls) {
        this.callHistorySize = atLeastOne(calls, "callHistorySize");
        return this;
    }

    @Override
    public ConnectionOptionsImpl userAgent(String product) {
        this.product = Arguments.required(product, "product");
        return this;
    }

    @Override
    public ConnectionOptionsImpl allowHttp() {
        this.allowHttp = true;
        return this;
    }

    @Override
    public ConnectionOptionsImpl dialect(ControlPlaneDialect dialect) {
        this.dialect = Arguments.required(dialect, "dialect");
        return this;
    }

    @Override
    public ConnectionOptionsImpl allowProjectKeys() {
        this.allowProjectKeys = true;
        return this;
    }

    @Override
    public ConnectionOptionsImpl authUrl(String address) {
        this.authUrl = Arguments.required(address, "address");
        return this;
    }

    @Override
    public ConnectionOptionsImpl storageUrl(String address) {
        this.storageUrl = Arguments.required(address, "address");
        return this;
    }

    @Override
    public ConnectionOptionsImpl projectRef(String ref) {
        this.ref = Arguments.present(ref, "ref");
        return this;
    }

    @Override
    public ConnectionOptionsImpl region(String name) {
        this.region = Objects.requireNonNull(name, "region");
        return this;
    }

    private static int atLeastOne(int number, String name) {
        if (number < 1) {
            throw new IllegalArgumentException(name + " must be at least 1: " + number);
        }
        return number;
    }
}
