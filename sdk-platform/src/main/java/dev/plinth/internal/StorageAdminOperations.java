package dev.plinth.internal;

import dev.plinth.NewS3Credential;
import dev.plinth.S3Credential;
import dev.plinth.StorageSettings;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.operation.Decoder.Done;
import dev.plinth.core.internal.operation.Operation;
import dev.plinth.core.internal.operation.Route;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** Storage as a project's owner sets it up: its limits, and the keys to S3. */
public final class StorageAdminOperations {

    private static final int SHORTEST = 3;
    private static final int LONGEST = 2000;

    private static final JsonReader<Config> CONFIG = Json.reader(Config.class);
    private static final JsonReader<Credentials> CREDENTIALS = Json.reader(Credentials.class);
    private static final JsonReader<Made> MADE = Json.reader(Made.class);

    private StorageAdminOperations() {}

    /** {@code GET /platform/projects/{ref}/config/storage}. */
    public static Operation<StorageSettings> config(String ref) {
        return Operation.safe(
                        ControlPlane.SPEC,
                        "project.storageSettings",
                        ControlPlane.route(Route.get("/platform/projects/{ref}/config/storage", ref)
                                .decode(Decoder.json(CONFIG).<StorageSettings>then(config -> config))))
                .context("project", ref);
    }

    /** {@code GET /platform/storage/{ref}/credentials}. */
    public static Operation<List<S3Credential>> credentials(String ref) {
        return Operation.safe(
                        ControlPlane.SPEC,
                        "s3Credentials.list",
                        ControlPlane.route(Route.get("/platform/storage/{ref}/credentials", ref)
                                .decode(Decoder.json(CREDENTIALS)
                                        .then(answer -> List.<S3Credential>copyOf(answer.data())))))
                .context("project", ref);
    }

    /** {@code POST /platform/storage/{ref}/credentials}. Never sent twice: the secret of the first would be lost. */
    public static Operation<NewS3Credential> createCredential(String ref, String description) {
        if (description.length() < SHORTEST || description.length() > LONGEST) {
            throw new IllegalArgumentException("a description has 3 to 2,000 characters: " + description.length());
        }
        return Operation.unsafe(
                        ControlPlane.SPEC,
                        "s3Credentials.create",
                        ControlPlane.route(Route.post("/platform/storage/{ref}/credentials", ref)
                                .json(Map.of("description", description))
                                .decode(Decoder.json(MADE).<NewS3Credential>then(made -> made))))
                .context("project", ref);
    }

    /** {@code DELETE /platform/storage/{ref}/credentials/{id}}. */
    static Operation<Done> deleteCredential(String ref, String id) {
        return Operation.delete(
                        ControlPlane.SPEC,
                        "s3Credentials.delete",
                        Done.DONE,
                        ControlPlane.route(Route.delete("/platform/storage/{ref}/credentials/{id}", ref, id)
                                .decode(Decoder.done())))
                .context("project", ref, "credential", id);
    }

    record Config(Optional<Long> fileSizeLimit_, Optional<Features> features, Map<String, Object> unknownFields)
            implements StorageSettings {

        Config {
            unknownFields = Collections.unmodifiableMap(unknownFields);
        }

        @Override
        public OptionalLong fileSizeLimit() {
            return fileSizeLimit_.map(OptionalLong::of).orElse(OptionalLong.empty());
        }

        @Override
        public Optional<Boolean> s3Enabled() {
            return features.flatMap(Features::s3Protocol_).flatMap(Feature::enabled);
        }

        @Override
        public Optional<Boolean> imageTransformationEnabled() {
            return features.flatMap(Features::imageTransformation_).flatMap(Feature::enabled);
        }
    }

    record Features(Optional<Feature> s3Protocol_, Optional<Feature> imageTransformation_) {}

    record Feature(Optional<Boolean> enabled) {}

    record Credentials(@Required List<Row> data) {

        Credentials {
            data = List.copyOf(data);
        }
    }

    record Row(String id, Optional<String> description_, Optional<String> accessKey, Optional<Instant> createdAt)
            implements S3Credential {

        @Override
        public String description() {
            return description_.orElse("");
        }

        @Override
        public Optional<String> accessKeyId() {
            return accessKey;
        }
    }

    record Made(String id, Optional<String> description_, String accessKey, Secret secretKey)
            implements NewS3Credential {

        @Override
        public String description() {
            return description_.orElse("");
        }

        @Override
        public String accessKeyId() {
            return accessKey;
        }

        @Override
        public Secret secretAccessKey() {
            return secretKey;
        }
    }
}
