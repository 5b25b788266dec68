package dev.plinth.internal;

import dev.plinth.ConnectDirectOptions;
import dev.plinth.KeyOptions;
import dev.plinth.ProjectKeys;
import dev.plinth.ProjectSettings;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.internal.text.Arguments;
import java.net.URI;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** Opens a direct connection to a project with the URL and key that its control plane returns. Not thread-safe. */
public final class DirectConnection implements ConnectDirectOptions, KeyOptions {

    private boolean serviceRole;
    private Consumer<ConnectionOptions> connectionOptions = o -> {};

    /** Creates options with the defaults: the keys for clients only. */
    public DirectConnection() {}

    @Override
    public DirectConnection useServiceRole() {
        serviceRole = true;
        return this;
    }

    @Override
    public DirectConnection includeServiceRole() {
        return useServiceRole();
    }

    @Override
    public DirectConnection connection(Consumer<? super ConnectionOptions> options) {
        Arguments.required(options, "options");
        connectionOptions = connectionOptions.andThen(options);
        return this;
    }

    /** Gets the keys that these options allow. */
    public ProjectKeys keys(Connection controlPlane) {
        return new Discovery(controlPlane).keys(serviceRole);
    }

    /** Gets the project's URL and key, and opens a connection to it. */
    public Connection open(Connection controlPlane) {
        Discovery discovery = new Discovery(controlPlane);
        ProjectSettings settings = discovery.settings();
        String url = settings.url()
                .map(URI::toString)
                .orElseThrow(() -> missing("the platform does not return the URL of project " + settings.ref()
                        + " (status " + settings.status() + ")"));
        ApiKey key = key(discovery.keys(serviceRole));
        return Connection.toProject(url, key, options -> {
            options.projectRef(Discovery.ref(controlPlane));
            settings.region().ifPresent(options::region);
            settings.storageUrl().ifPresent(storage -> options.storageUrl(storage.toString()));
            connectionOptions.accept(options);
        });
    }

    /** Prefers legacy keys: they are also tokens, and S3 access with a user's session requires one. */
    private ApiKey key(ProjectKeys keys) {
        Stream<ApiKey> found = serviceRole
                ? Stream.concat(keys.serviceRole().stream(), keys.secret().stream())
                : Stream.concat(keys.anon().stream(), keys.publishable().stream());
        return found.findFirst()
                .orElseThrow(() -> missing("the platform does not return the project's "
                        + (serviceRole ? "service_role" : "anon") + " key: the key may not be configured,"
                        + " or the signed-in user may not be allowed to read it"));
    }

    private static IllegalStateException missing(String problem) {
        return new IllegalStateException(problem + "; use Project.connect(projectUrl, key)");
    }
}
