package dev.plinth.core.internal.connection;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.Credentials;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpTransport;
import dev.plinth.core.internal.async.Timing;
import dev.plinth.core.internal.call.CallEnvironment;
import dev.plinth.core.internal.call.CallHistory;
import dev.plinth.core.internal.call.CallObservers;
import dev.plinth.core.internal.call.CallSettings;
import dev.plinth.core.internal.gateway.ControlPlaneGateway;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.gateway.ProjectGateway;
import dev.plinth.core.internal.okhttp.OkHttpExchange;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.core.internal.text.ClassPath;
import java.util.function.Consumer;

/** Opens connections: combines the gateway, the transport and the options. */
public final class Connector {

    private Connector() {}

    /** Opens a direct connection to a project. */
    public static Connection toProject(String url, ApiKey key, Consumer<? super ConnectionOptions> customizer) {
        return toProject(url, key, customizer, Timing.SYSTEM);
    }

    /** Opens a direct connection to a project, with another clock. */
    public static Connection toProject(
            String url, ApiKey key, Consumer<? super ConnectionOptions> customizer, Timing timing) {
        ConnectionOptionsImpl options = read(customizer);
        Arguments.required(key, "key");
        String checked = Arguments.url(url, "projectUrl", "the project's API settings");
        ProjectGateway.Configured configured = new ProjectGateway.Configured(options.ref, options.region);
        Gateway gateway =
                ProjectGateway.of(checked, key, options.authUrl, options.storageUrl, options.allowHttp, configured);
        return open(gateway, key, options, timing);
    }

    /** Opens a connection to a control plane. */
    public static Connection toPlatform(
            String url, Credentials credentials, Consumer<? super ConnectionOptions> customizer) {
        ConnectionOptionsImpl options = read(customizer);
        Arguments.required(credentials, "credentials");
        String checked = Arguments.url(url, "platformUrl", "the address of the platform's dashboard");
        Gateway gateway = ControlPlaneGateway.of(checked, options.dialect, options.allowProjectKeys, options.allowHttp);
        gateway.check(credentials);
        return open(gateway, credentials, options, Timing.SYSTEM);
    }

    static ConnectionOptionsImpl read(Consumer<? super ConnectionOptionsImpl> customizer) {
        ClassPath.check();
        return Arguments.configured(new ConnectionOptionsImpl(), customizer, "options");
    }

    static LiveConnection open(Gateway gateway, Credentials credentials, ConnectionOptionsImpl options, Timing timing) {
        boolean own = options.transport == null;
        if (!own && options.proxy != null) {
            throw new IllegalArgumentException(
                    "proxy and transport cannot both be set: configure the proxy in your own client");
        }
        HttpTransport transport = options.transport == null
                ? OkHttpExchange.create(options.connectTimeout, options.idleTimeout, options.proxy)
                : options.transport;
        CallHistory history = options.callHistorySize == 0 ? null : new CallHistory(options.callHistorySize);
        CallSettings given = options.calls().settings();
        HttpHeaders.Builder headers = given.headers().toBuilder();
        headers.set("User-Agent", UserAgent.userAgent(options.product))
                .set("X-Client-Info", UserAgent.NAME_AND_VERSION);
        CallSettings settings = new CallSettings(given.timeoutNanos(), given.attempts(), headers.build());
        CallObservers observers = options.calls().observers().withHistory(history);
        ConnectionResources resources = new ConnectionResources(
                transport,
                own,
                timing,
                options.idleTimeout,
                options.maxConnectionsPerHost,
                options.expectContinue,
                options.executor,
                settings,
                observers);
        CallEnvironment environment = new CallEnvironment(
                gateway, credentials, settings, observers, resources.root(), resources.callResources());
        return new LiveConnection(resources, environment, history, true);
    }
}
