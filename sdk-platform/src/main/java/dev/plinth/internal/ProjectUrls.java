package dev.plinth.internal;

import dev.plinth.core.internal.gateway.BaseUrl;
import dev.plinth.internal.ProjectDetail.AppConfig;
import dev.plinth.internal.ProjectSettingsRecord.Both;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** Reads a project's URLs, which platforms return in different fields and formats. */
final class ProjectUrls {

    private static final String REST = "/rest/v1";
    private static final String STORAGE = "/storage/v1";

    private ProjectUrls() {}

    /** Prefers the external URL to the internal one. */
    static Optional<URI> project(Both both) {
        return both.first(app(AppConfig::externalApiUrl))
                .or(() -> both.first(ProjectDetail::restUrl_).map(url -> withoutSuffix(REST, url)))
                .or(() -> both.first(ProjectDetail::kongUrl))
                .or(() -> both.first(app(AppConfig::endpoint)).map(host -> withScheme(host, both)))
                .flatMap(ProjectUrls::parsed);
    }

    /** Returns the storage host if the project has a separate one, otherwise the project's URL. */
    static Optional<URI> storage(Both both, Optional<URI> project) {
        Optional<String> own = both.first(app(AppConfig::storageEndpoint))
                .filter(host -> !Optional.of(host).equals(both.first(app(AppConfig::endpoint))))
                .map(host -> withScheme(host, both));
        return own.or(() -> project.map(URI::toString)).flatMap(url -> parsed(withoutSuffix(STORAGE, url) + STORAGE));
    }

    private static Function<ProjectDetail, Optional<String>> app(Function<AppConfig, Optional<String>> field) {
        return detail -> detail.appConfig().flatMap(field);
    }

    /** A text that is not an http(s) URL is as good as none: nobody can connect to it. */
    private static Optional<URI> parsed(String url) {
        try {
            return Optional.of(URI.create(BaseUrl.read(url, true)));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private static String withoutSuffix(String suffix, String url) {
        String bare = url.strip().replaceAll("/+$", "");
        return bare.endsWith(suffix) ? bare.substring(0, bare.length() - suffix.length()) : bare;
    }

    /** Hosted platforms return host names without a scheme; they use https. */
    private static String withScheme(String host, Both both) {
        if (host.contains("://")) {
            return host;
        }
        return both.first(app(AppConfig::protocol)).orElse("https") + "://" + host;
    }
}
