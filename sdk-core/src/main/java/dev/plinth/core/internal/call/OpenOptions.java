package dev.plinth.core.internal.call;

import dev.plinth.core.CallObserver;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.ProxyDialect;
import dev.plinth.core.Secret;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.okhttp.HttpProxy;
import dev.plinth.core.internal.text.Arguments;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** Collects the settings of a connection to be opened. The defaults stand here and nowhere else. */
final class OpenOptions implements ConnectionOptions {

    private static final Duration CALL_TIMEOUT = Duration.ofSeconds(60);
    private static final int ATTEMPTS = 4;

    private final Options calls =
            new Options(new CallSettings(CALL_TIMEOUT.toNanos(), ATTEMPTS, HttpHeaders.empty()), noObservers());

    Duration connectTimeout = Duration.ofSeconds(10);
    Duration stallTimeout = Duration.ofSeconds(30);
    int connectionsPerHost = 64;
    int recent;
    boolean expectContinue;
    boolean allowHttp;
    boolean allowProjectKeys;
    ProxyDialect dialect = ProxyDialect.AUTO;
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

    private static Observers noObservers() {
        return new Observers(List.of(), null);
    }

    Options calls() {
        return calls;
    }

    @Override
    public OpenOptions timeout(Duration limit) {
        Arguments.required(limit, "limit");
        calls.timeout(limit);
        return this;
    }

    @Override
    public OpenOptions attempts(int most) {
        calls.attempts(most);
        return this;
    }

    @Override
    public OpenOptions header(String name, String value) {
        Arguments.required(name, "name");
        calls.header(name, value);
        return this;
    }

    @Override
    public OpenOptions observer(CallObserver observer) {
        calls.observer(observer);
        return this;
    }

    @Override
    public OpenOptions connectTimeout(Duration limit) {
        Arguments.required(limit, "limit");
        this.connectTimeout = Duration.ofNanos(Options.nanos(limit, "connectTimeout"));
        return this;
    }

    @Override
    public OpenOptions stallTimeout(Duration limit) {
        Arguments.required(limit, "limit");
        this.stallTimeout = Duration.ofNanos(Options.nanos(limit, "stallTimeout"));
        return this;
    }

    @Override
    public OpenOptions connectionsPerHost(int most) {
        this.connectionsPerHost = atLeastOne(most, "connectionsPerHost");
        return this;
    }

    @Override
    public OpenOptions expectContinue(boolean ask) {
        this.expectContinue = ask;
        return this;
    }

    @Override
    public OpenOptions proxy(String host, int port) {
        this.proxy = HttpProxy.open(Arguments.required(host, "host"), port(port));
        return this;
    }

    @Override
    public OpenOptions proxy(String host, int port, String user, Secret password) {
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
    public OpenOptions transport(HttpTransport other) {
        this.transport = Objects.requireNonNull(other, "transport");
        return this;
    }

    @Override
    public OpenOptions executor(Executor other) {
        this.executor = Objects.requireNonNull(other, "executor");
        return this;
    }

    @Override
    public OpenOptions keepRecent(int most) {
        this.recent = atLeastOne(most, "keepRecent");
        return this;
    }

    @Override
    public OpenOptions userAgent(String name) {
        this.product = Objects.requireNonNull(name, "product");
        return this;
    }

    @Override
    public OpenOptions allowHttp() {
        this.allowHttp = true;
        return this;
    }

    @Override
    public OpenOptions dialect(ProxyDialect spelling) {
        this.dialect = Objects.requireNonNull(spelling, "dialect");
        return this;
    }

    @Override
    public OpenOptions allowProjectKeys() {
        this.allowProjectKeys = true;
        return this;
    }

    @Override
    public OpenOptions authAt(String address) {
        this.authAt = Arguments.required(address, "address");
        return this;
    }

    @Override
    public OpenOptions storageAt(String address) {
        this.storageAt = Arguments.required(address, "address");
        return this;
    }

    @Override
    public OpenOptions projectRef(String ref) {
        this.ref = Arguments.present(ref, "ref");
        return this;
    }

    @Override
    public OpenOptions region(String name) {
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
