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
import dev.plinth.core.internal.text.Description;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;

/** The operations on a project's storage settings and S3 access keys. */
public final class StorageAdminOperations {

    private static final int MIN_LENGTH = 3;
    private static final int MAX_LENGTH = 2000;

    private static final JsonReader<Config> CONFIG = Json.reader(Config.class);
    private static final JsonReader<Credentials> CREDENTIALS = Json.reader(Credentials.class);
    private static final JsonReader<CreatedCredential> CREATED = Json.reader(CreatedCredential.class);

    private StorageAdminOperations() {}

    /** {@code GET /platform/projects/{ref}/config/storage}. */
    public static Operation<StorageSettings> config(String ref) {
        return Operation.safe(
                        ControlPlane.SPEC,
                        "project.getStorageSettings",
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
                                        .then(response -> List.<S3Credential>copyOf(response.data())))))
                .context("project", ref);
    }

    /** {@code POST /platform/storage/{ref}/credentials}. Never retried: the secret of the first key would be lost. */
    public static Operation<NewS3Credential> createCredential(String ref, String description) {
        if (description.length() < MIN_LENGTH || description.length() > MAX_LENGTH) {
            throw new IllegalArgumentException(
                    "the description must have 3 to 2,000 characters, but has " + description.length());
        }
        return Operation.unsafe(
                        ControlPlane.SPEC,
                        "s3Credentials.create",
                        ControlPlane.route(Route.post("/platform/storage/{ref}/credentials", ref)
                                .json(Map.of("description", description))
                                .decode(Decoder.json(CREATED).<NewS3Credential>then(created -> created))))
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

        @Override
        public String toString() {
            return Description.of("StorageSettings")
                    .add("fileSizeLimit", fileSizeLimit_)
                    .add("s3Enabled", s3Enabled())
                    .add("imageTransformationEnabled", imageTransformationEnabled())
                    .toString();
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

        @Override
        public String toString() {
            return Description.of("S3Credential")
                    .add("id", id)
                    .add("description", description_)
                    .add("accessKeyId", accessKey)
                    .toString();
        }
    }

    record CreatedCredential(String id, Optional<String> description_, String accessKey, Secret secretKey)
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

        @Override
        public String toString() {
            return Description.of("NewS3Credential")
                    .add("id", id)
                    .add("description", description_)
                    .add("accessKeyId", accessKey)
                    .add("secretAccessKey", secretKey)
                    .toString();
        }
    }
}
