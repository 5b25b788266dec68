package dev.plinth.internal;

import dev.plinth.ProjectInfo;
import dev.plinth.ProjectStatus;
import dev.plinth.core.internal.text.Description;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** A project in a list, decoded from any of the formats that platforms use. */
record ProjectRow(
        Optional<String> projectRef,
        Optional<String> projectId,
        String name,
        Optional<String> organization,
        Optional<String> region,
        ProjectStatus status,
        Optional<Instant> createdAt,
        Map<String, Object> unknownFields)
        implements ProjectInfo {

    /** The JSON object. A platform may identify its projects by a number, by a UUID, or by the ref only. */
    record Wire(
            Optional<String> ref,
            Optional<String> id,
            Optional<String> name,
            Optional<String> organizationSlug,
            Optional<String> organizationId,
            Optional<String> region,
            Optional<String> status,
            Optional<Instant> insertedAt,
            Optional<Instant> createdAt,
            Map<String, Object> unknownFields) {

        Wire {
            if (ref.or(() -> id).filter(text -> !text.isEmpty()).isEmpty()) {
                throw new IllegalArgumentException("the project has neither a ref nor an id");
            }
        }
    }

    static ProjectRow of(Wire wire) {
        return new ProjectRow(
                wire.ref,
                wire.id,
                wire.name.orElse(""),
                wire.organizationSlug.or(() -> wire.organizationId),
                notBlank(wire.region),
                wire.status.map(ProjectStatus::of).orElse(ProjectStatus.UNKNOWN),
                wire.insertedAt.or(() -> wire.createdAt),
                Collections.unmodifiableMap(wire.unknownFields));
    }

    static Optional<String> notBlank(Optional<String> text) {
        return text.filter(t -> !t.isBlank());
    }

    @Override
    public String ref() {
        return firstOf(projectRef, projectId);
    }

    @Override
    public String id() {
        return firstOf(projectId, projectRef);
    }

    private static String firstOf(Optional<String> first, Optional<String> second) {
        return Stream.of(first, second).flatMap(Optional::stream).findFirst().orElse("");
    }

    @Override
    public String toString() {
        return Description.of("ProjectInfo")
                .add("ref", ref())
                .add("name", name)
                .add("region", region)
                .add("status", status)
                .toString();
    }
}
