package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.config.Setting;
import java.util.List;

/** The Storage server's settings, by its own names. */
public final class StorageSettings {
    public static final Setting<Long> UPLOAD_FILE_SIZE_LIMIT =
            Setting.number("UPLOAD_FILE_SIZE_LIMIT", 52_428_800, "most bytes of an object");

    public static final Setting<Long> UPLOAD_FILE_SIZE_LIMIT_STANDARD = Setting.number(
            "UPLOAD_FILE_SIZE_LIMIT_STANDARD", 0, "most bytes of an upload that is not resumable; 0: as any");

    public static final Setting<Long> UPLOAD_SIGNED_URL_EXPIRATION_TIME =
            Setting.number("UPLOAD_SIGNED_URL_EXPIRATION_TIME", 120, "seconds that a signed upload URL is valid");

    public static final Setting<String> STORAGE_BACKEND =
            Setting.text("STORAGE_BACKEND", "file", "with s3, resumable uploads expire as they do on that backend");

    public static final Setting<Long> TUS_URL_EXPIRY_MS = Setting.number(
            "TUS_URL_EXPIRY_MS", 3_600_000, "milliseconds that a resumable upload may take, with STORAGE_BACKEND=s3");

    public static final Setting<String> STORAGE_S3_REGION =
            Setting.text("STORAGE_S3_REGION", "local", "the region that S3 clients sign for");

    public static final Setting<Long> STORAGE_EMPTY_BUCKET_MAX =
            Setting.number("STORAGE_EMPTY_BUCKET_MAX", 200_000, "most objects of a bucket that can be emptied");

    public static final Setting<Boolean> REQUEST_HARD_LIMITS_ENABLED =
            Setting.flag("REQUEST_HARD_LIMITS_ENABLED", false, "refuses to delete more than 1,000 objects in one call");

    public static final Setting<Boolean> VECTOR_ENABLED =
            Setting.flag("VECTOR_ENABLED", false, "serves vector buckets, which are held in memory only");

    public static final Setting<Boolean> ICEBERG_ENABLED = Setting.flag(
            "ICEBERG_ENABLED",
            false,
            "serves analytics buckets, with tables if plinth-testkit-iceberg is on the class path");

    /** All of them. */
    public static final List<Setting<?>> ALL = List.of(
            UPLOAD_FILE_SIZE_LIMIT,
            UPLOAD_FILE_SIZE_LIMIT_STANDARD,
            UPLOAD_SIGNED_URL_EXPIRATION_TIME,
            STORAGE_BACKEND,
            TUS_URL_EXPIRY_MS,
            STORAGE_S3_REGION,
            STORAGE_EMPTY_BUCKET_MAX,
            REQUEST_HARD_LIMITS_ENABLED,
            VECTOR_ENABLED,
            ICEBERG_ENABLED);

    private StorageSettings() {}
}
