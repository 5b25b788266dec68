package dev.plinth.testkit.internal.s3;

import dev.plinth.testkit.internal.config.Setting;
import java.util.List;

/** The settings of S3: the server's own, and those of this platform alone, whose names begin with {@code LOCAL_}. */
public final class S3Settings {
    public static final Setting<Boolean> S3_PROTOCOL_ENFORCE_REGION = Setting.flag(
            "S3_PROTOCOL_ENFORCE_REGION", false, "takes no other region than STORAGE_S3_REGION in a signature");

    public static final Setting<String> S3_PROTOCOL_PREFIX =
            Setting.text("S3_PROTOCOL_PREFIX", "/storage/v1", "what stands before /s3 in the path that clients sign");

    public static final Setting<Boolean> REQUEST_ALLOW_X_FORWARDED_PATH = Setting.flag(
            "REQUEST_ALLOW_X_FORWARDED_PATH", false, "X-Forwarded-Prefix stands in place of S3_PROTOCOL_PREFIX");

    public static final Setting<String> STORAGE_PUBLIC_URL =
            Setting.text("STORAGE_PUBLIC_URL", "", "the URL whose host S3 clients sign; empty: the one they send");

    public static final Setting<Boolean> LOCAL_S3_REFUSE_DESTRUCTIVE = Setting.flag(
            "LOCAL_S3_REFUSE_DESTRUCTIVE",
            false,
            "refuses the calls that the real server takes for others, with data lost");

    public static final Setting<Boolean> LOCAL_S3_VERIFY_CHECKSUMS = Setting.flag(
            "LOCAL_S3_VERIFY_CHECKSUMS",
            false,
            "verifies checksums and hashes of bodies, which the real server does not look at");

    /** All of them. */
    public static final List<Setting<?>> ALL = List.of(
            S3_PROTOCOL_ENFORCE_REGION,
            S3_PROTOCOL_PREFIX,
            REQUEST_ALLOW_X_FORWARDED_PATH,
            STORAGE_PUBLIC_URL,
            LOCAL_S3_REFUSE_DESTRUCTIVE,
            LOCAL_S3_VERIFY_CHECKSUMS);

    private S3Settings() {}
}
