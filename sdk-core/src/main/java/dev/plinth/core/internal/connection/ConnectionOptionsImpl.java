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

/** Collects the settings of a connection to be opened. The defaults stand here and nowhere else. */
public final class ConnectionOptionsImpl implements ConnectionOptions {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 4;

    private final CallOptionsImpl calls =
            new CallOptionsImpl(new CallSettings(CALL_TIMEOUT.toNanos(), ATTEMPTS, HttpHeaders.empty()), noObservers());

    Duration connectTimeout = Duration.ofSeconds(10);
    Duration stallTimeout = Duration.ofSeconds(30);
    int connectionsPerHost = 64;
    int recent;
    boolean expectContinue;
    boolean allowHttp;
    boolean allowProjectKeys;
    ControlPlaneDialect dialect = ControlPlaneDialect.AUTO;
    String authAt = "/auth/v1";
    String storageAt = "/storage/v1";

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
    public ConnectionOptionsImpl timeout(Duration limit) {
        Arguments.required(limit, "limit");
        calls.timeout(limit);
        return this;
    }

    @Override
    public ConnectionOptionsImpl maxAttempts(int most) {
        calls.maxAttempts(most);
        return this;
    }

    @Override
    public ConnectionOptionsImpl header(String name, String value) {
        Arguments.required(name, "name");
        calls.header(name, value);
        return this;
    }

    @Override
    public ConnectionOptionsImpl observer(CallObserver observer) {
        calls.observer(observer);
        return this;
    }

    @Override
    public ConnectionOptionsImpl connectTimeout(Duration limit) {
        Arguments.required(limit, "limit");
        this.connectTimeout = Duration.ofNanos(CallOptionsImpl.nanos(limit, "connectTimeout"));
        return this;
    }

    @Override
    public ConnectionOptionsImpl idleTimeout(Duration limit) {
        Arguments.required(limit, "limit");
        this.stallTimeout = Duration.ofNanos(CallOptionsImpl.nanos(limit, "stallTimeout"));
        return this;
    }

    @Override
    public ConnectionOptionsImpl maxConnectionsPerHost(int most) {
        this.connectionsPerHost = atLeastOne(most, "connectionsPerHost");
        return this;
    }

    @Override
    public ConnectionOptionsImpl expectContinue(boolean ask) {
        this.expectContinue = ask;
        return this;
    }

    @Override
    public ConnectionOptionsImpl proxy(String host, int port) {
        this.proxy = HttpProxy.open(Arguments.required(host, "host"), port(port));
        return this;
    }

    @Override
    public ConnectionOptionsImpl proxy(String host, int port, String user, Secret password) {
        this.proxy = HttpProxy.withPassword(
                Arguments.required(host, "host"),
                port(port),
                Arguments.required(user, "user"),
                Arguments.required(password, "password"));
        return this;
    }

    private static int port(int port) {
        if (port < 1 || port > 65_535) {
            throw new IllegalArgumentException("port must be from 1 to 65535: " + port);
        }
        return port;
    }

    @Override
    public ConnectionOptionsImpl transport(HttpTransport other) {
        this.transport = Objects.requireNonNull(other, "transport");
        return this;
    }

    @Override
    public ConnectionOptionsImpl executor(Executor other) {
        this.executor = Objects.requireNonNull(other, "executor");
        return this;
    }

    @Override
    public ConnectionOptionsImpl callHistorySize(int most) {
        this.recent = atLeastOne(most, "keepRecent");
        return this;
    }

    @Override
    public ConnectionOptionsImpl userAgent(String name) {
        this.product = Objects.requireNonNull(name, "product");
        return this;
    }

    @Override
    public ConnectionOptionsImpl allowHttp() {
        this.allowHttp = true;
        return this;
    }

    @Override
    public ConnectionOptionsImpl dialect(ControlPlaneDialect spelling) {
        this.dialect = Objects.requireNonNull(spelling, "dialect");
        return this;
    }

    @Override
    public ConnectionOptionsImpl allowProjectKeys() {
        this.allowProjectKeys = true;
        return this;
    }

    @Override
    public ConnectionOptionsImpl authUrl(String address) {
        this.authAt = Arguments.required(address, "address");
        return this;
    }

    @Override
    public ConnectionOptionsImpl storageUrl(String address) {
        this.storageAt = Arguments.required(address, "address");
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
