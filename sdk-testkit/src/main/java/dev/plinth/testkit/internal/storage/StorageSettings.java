package dev.plinth.testkit.internal.storage;

import dev.plinth.testkit.internal.config.Setting;
import java.util.List;

/** The Storage server's settings, by its own names. */
public final class StorageSettings {
    public static final Setting<Long> UPLOAD_FILE_SIZE_LIMIT =
            Setting.number("UPLOAD_FILE_SIZE_LIMIT", 52_428_800, "most bytes of an object");

    public static final Setting<String> STORAGE_S3_REGION =
            Setting.text("STORAGE_S3_REGION", "local", "the region that S3 clients sign for");

    /** All of them. */
    public static final List<Setting<?>> ALL = List.of(UPLOAD_FILE_SIZE_LIMIT, STORAGE_S3_REGION);

    private StorageSettings() {}
}
