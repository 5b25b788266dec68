package dev.plinth.internal;

import dev.plinth.internal.ProjectDetail.AppConfig;
import dev.plinth.internal.ProjectSettingsRecord.Both;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Reads a project's addresses, which every platform writes in another way. */
final class ProjectUrls {

    private static final String REST = "/rest/v1";
    private static final String STORAGE = "/storage/v1";

    private ProjectUrls() {}

    /** The address for the world outside goes before the one for inside. */
    static Optional<URI> project(Both both) {
        return both.first(app(AppConfig::externalApiUrl))
                .or(() -> both.first(ProjectDetail::restUrl_).map(url -> without(REST, url)))
                .or(() -> both.first(ProjectDetail::kongUrl))
                .or(() -> both.first(app(AppConfig::endpoint)).map(host -> withScheme(host, both)))
                .map(url -> URI.create(without("", url)));
    }

    /** The storage has a host of its own, or is the project's. */
    static Optional<URI> storage(Both both, Optional<URI> project) {
        Optional<String> own = both.first(app(AppConfig::storageEndpoint))
                .filter(host -> !Optional.of(host).equals(both.first(app(AppConfig::endpoint))))
                .map(host -> withScheme(host, both));
        return own.or(() -> project.map(URI::toString)).map(url -> URI.create(without(STORAGE, url) + STORAGE));
    }

    private static Function<ProjectDetail, Optional<String>> app(Function<AppConfig, Optional<String>> field) {
        return detail -> detail.appConfig().flatMap(field);
    }

    private static String without(String ending, String url) {
        String bare = url.strip().replaceAll("/+$", "");
        return bare.endsWith(ending) ? bare.substring(0, bare.length() - ending.length()) : bare;
    }

    /** A hosted platform names hosts, and means https. */
    private static String withScheme(String host, Both both) {
        if (host.contains("://")) {
            return host;
        }
        return both.first(app(AppConfig::protocol)).orElse("https") + "://" + host;
    }
}
