package dev.plinth.internal;

import dev.plinth.DirectOptions;
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

/** Goes straight to a project that was found through its control plane. Not thread-safe. */
public final class Direct implements DirectOptions, KeyOptions {

    private boolean serviceRole;
    private Consumer<ConnectionOptions> change = o -> {};

    /** Makes options that allow nothing yet. */
    public Direct() {}

    @Override
    public Direct allowServiceRole() {
        serviceRole = true;
        return this;
    }

    @Override
    public Direct connection(Consumer<? super ConnectionOptions> options) {
        Arguments.required(options, "options");
        change = change.andThen(options);
        return this;
    }

    /** Asks for the keys that may be known. */
    public ProjectKeys keys(Connection controlPlane) {
        return new Discovery(controlPlane).keys(serviceRole);
    }

    /** Finds the project and opens a connection to it. */
    public Connection open(Connection controlPlane) {
        Discovery discovery = new Discovery(controlPlane);
        ProjectSettings settings = discovery.settings();
        String url = settings.url()
                .map(URI::toString)
                .orElseThrow(() -> missing("the platform does not tell where project " + settings.ref() + " is"
                        + " (status " + settings.status() + ")"));
        ApiKey key = key(discovery.keys(serviceRole));
        return Connection.toProject(url, key, options -> {
            options.projectRef(Discovery.ref(controlPlane));
            settings.region().ifPresent(options::region);
            settings.storageUrl().ifPresent(storage -> options.storageAt(storage.toString()));
            change.accept(options);
        });
    }

    /** Legacy keys first: they are tokens too, and S3 in a user's name wants one. */
    private ApiKey key(ProjectKeys keys) {
        Stream<ApiKey> found = serviceRole
                ? Stream.concat(keys.serviceRole().stream(), keys.secret().stream())
                : Stream.concat(keys.anon().stream(), keys.publishable().stream());
        return found.findFirst()
                .orElseThrow(() -> missing("the platform does not tell the project's "
                        + (serviceRole ? "service_role" : "anon") + " key: it may not be configured,"
                        + " or the signed-in user may not see it"));
    }

    private static IllegalStateException missing(String what) {
        return new IllegalStateException(what + "; use Project.connect(projectUrl, key)");
    }
}
