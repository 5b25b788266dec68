package dev.plinth.internal;

import dev.plinth.ProjectSettings;
import dev.plinth.ProjectStatus;
import java.net.URI;
import java.util.Optional;
import java.util.function.Function;

/** A project's settings, read from what a platform told of it. */
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
     * Puts the two halves together. What the detail says goes first: a Studio's settings name a region that is not the
     * project's.
     */
    static ProjectSettingsRecord of(String asked, Optional<ProjectDetail> detail, Optional<ProjectDetail> settings) {
        Both both = new Both(detail, settings);
        Optional<URI> url = ProjectUrls.project(both);
        Optional<URI> storage = ProjectUrls.storage(both, url);
        return new ProjectSettingsRecord(
                both.first(ProjectDetail::ref).orElse(asked),
                both.first(ProjectDetail::name).orElse(""),
                both.first(ProjectDetail::region),
                both.first(ProjectDetail::status).map(ProjectStatus::of).orElse(ProjectStatus.UNKNOWN),
                url,
                storage,
                storage.map(at -> URI.create(at + "/s3")));
    }

    /** The two halves of what is known. */
    record Both(Optional<ProjectDetail> detail, Optional<ProjectDetail> settings) {

        /** Returns the first that is there and not empty. */
        Optional<String> first(Function<ProjectDetail, Optional<String>> field) {
            return ProjectRow.filled(detail.flatMap(field)).or(() -> ProjectRow.filled(settings.flatMap(field)));
        }
    }
}
