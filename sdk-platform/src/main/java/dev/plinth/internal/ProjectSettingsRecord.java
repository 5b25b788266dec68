package dev.plinth.internal;

import dev.plinth.ProjectSettings;
import dev.plinth.ProjectStatus;
import dev.plinth.core.internal.text.Description;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** A project's settings, combined from the responses of the platform. */
record ProjectSettingsRecord(
        String ref,
        String name,
        Optional<String> region,
        ProjectStatus status,
        Optional<URI> url,
        Optional<URI> storageUrl,
        Optional<URI> s3Endpoint)
        implements ProjectSettings {

    /**
     * Combines the two responses. The details take precedence: the settings of a self-hosted Studio contain a region
     * that is not the project's.
     */
    static ProjectSettingsRecord of(String ref, Optional<ProjectDetail> detail, Optional<ProjectDetail> settings) {
        Both both = new Both(detail, settings);
        Optional<URI> url = ProjectUrls.project(both);
        Optional<URI> storage = ProjectUrls.storage(both, url);
        return new ProjectSettingsRecord(
                both.first(ProjectDetail::ref).orElse(ref),
                both.first(ProjectDetail::name).orElse(""),
                both.first(ProjectDetail::region),
                both.first(ProjectDetail::status).map(ProjectStatus::of).orElse(ProjectStatus.UNKNOWN),
                url,
                storage,
                storage.map(endpoint -> URI.create(endpoint + "/s3")));
    }

    /** The project's details and settings, of which at least one is present. */
    record Both(Optional<ProjectDetail> detail, Optional<ProjectDetail> settings) {

        /** Returns the first value that is present and not blank. */
        Optional<String> first(Function<ProjectDetail, Optional<String>> field) {
            return ProjectRow.notBlank(detail.flatMap(field)).or(() -> ProjectRow.notBlank(settings.flatMap(field)));
        }
    }

    @Override
    public String toString() {
        return Description.of("ProjectSettings")
                .add("ref", ref)
                .add("name", name)
                .add("region", region)
                .add("status", status)
                .add("url", url)
                .add("storageUrl", storageUrl)
                .add("s3Endpoint", s3Endpoint)
                .toString();
    }
}
