package dev.plinth.spring.boot;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.CallObserver;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.Secret;
import dev.plinth.core.http.okhttp.OkHttpTransport;
import java.util.function.Function;
import java.util.function.Supplier;
import okhttp3.OkHttpClient;
import org.springframework.beans.factory.ObjectProvider;

/** Connects to the project and the platform as the details, the properties and the application's own beans say. */
final class Connections {
    private static final String WHERE_IN_THE_DASHBOARD =
            "Both are in the project's dashboard under Settings, API; a self-hosted stack has them in its .env as"
                    + " SUPABASE_PUBLIC_URL and SERVICE_ROLE_KEY.";

    private final PlinthProperties properties;
    private final PlinthConnectionDetails details;
    private final ObjectProvider<OkHttpClient> httpClient;
    private final ObjectProvider<CallObserver> observers;
    private final ObjectProvider<ConnectionOptionsCustomizer> customizers;

    Connections(
            PlinthProperties properties,
            PlinthConnectionDetails details,
            ObjectProvider<OkHttpClient> httpClient,
            ObjectProvider<CallObserver> observers,
            ObjectProvider<ConnectionOptionsCustomizer> customizers) {
        this.properties = properties;
        this.details = details;
        this.httpClient = httpClient;
        this.observers = observers;
        this.customizers = customizers;
    }

    PlinthConnectionDetails details() {
        return details;
    }

    Platform platform() {
        String url = details.platformUrl().orElseThrow(() -> missing("plinth.platform.url", "plinth.platform.token"));
        Secret token =
                details.platformToken().orElseThrow(() -> missing("plinth.platform.token", "plinth.platform.url"));
        return usable(
                "plinth.platform.url or plinth.platform.token",
                () -> Platform.connect(url, AccessToken.of(token.reveal()), this::configure));
    }

    /** Returns the project, direct if its URL is known. */
    Project project(ObjectProvider<Platform> platform) {
        if (details.projectUrl().isPresent() || details.projectKey().isPresent()) {
            return direct();
        }
        Platform through = platform.getIfAvailable();
        if (through == null) {
            throw new ConfigurationException(
                    "No project is configured for Plinth.", """
                    Set plinth.project.url and plinth.project.key. %s

                    To reach the project through its platform, set plinth.platform.url, plinth.platform.token and \
                    plinth.project.ref instead. To run on an embedded platform, add dev.plinth:plinth-testkit and set \
                    plinth.local.enabled=true. To start without Plinth, set plinth.enabled=false.\
                    """.formatted(WHERE_IN_THE_DASHBOARD));
        }
        String ref = details.projectRef()
                .orElseThrow(() -> new ConfigurationException(
                        "A project is needed, but plinth.project.ref is not set.",
                        "Set plinth.project.ref to the id in the dashboard's address of the project."));
        return usable("plinth.project.ref", () -> through.project(ref));
    }

    private Project direct() {
        String url = details.projectUrl().orElseThrow(() -> missing("plinth.project.url", "plinth.project.key"));
        Secret key = details.projectKey().orElseThrow(() -> missing("plinth.project.key", "plinth.project.url"));
        ApiKey apiKey = usable("plinth.project.key", () -> ApiKey.of(key.reveal()));
        return usable(
                "plinth.project.url",
                () -> Project.connect(url, apiKey, options -> {
                    configure(options);
                    details.projectRef().ifPresent(options::projectRef);
                }));
    }

    private void configure(ConnectionOptions options) {
        details.region().ifPresent(options::region);
        if (properties.timeout() != null) {
            set("plinth.timeout", properties.timeout(), options::timeout);
        }
        if (properties.maxAttempts() != null) {
            set("plinth.max-attempts", properties.maxAttempts(), options::maxAttempts);
        }
        if (properties.allowHttp()) {
            options.allowHttp();
        }
        httpClient.ifUnique(client -> options.transport(OkHttpTransport.of(client)));
        observers.orderedStream().forEach(options::observer);
        customizers.orderedStream().forEach(customizer -> customizer.customize(options));
    }

    private static <T> void set(String property, T value, Function<T, ?> option) {
        usable(property, () -> option.apply(value));
    }

    private static <T> T usable(String property, Supplier<T> action) {
        try {
            return action.get();
        } catch (IllegalArgumentException e) {
            throw new ConfigurationException(
                    "The value of " + property + " cannot be used: " + e.getMessage(),
                    "Correct " + property + ". docs/spring-boot.md of Plinth lists the properties.",
                    e);
        }
    }

    private static ConfigurationException missing(String property, String given) {
        String where = property.startsWith("plinth.platform")
                ? "The token is the access token of a user who is signed in to the platform."
                : WHERE_IN_THE_DASHBOARD;
        return new ConfigurationException(
                given + " is set, but " + property + " is not.", "Set " + property + ". " + where);
    }
}
