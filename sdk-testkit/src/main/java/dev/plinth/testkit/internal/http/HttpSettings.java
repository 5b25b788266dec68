package dev.plinth.testkit.internal.http;

import dev.plinth.testkit.internal.config.Setting;
import dev.plinth.testkit.internal.config.Settings;
import java.util.List;

/**
 * Settings of the HTTP server. They are read when the platform starts.
 *
 * @param idleMillis the milliseconds after which a connection without a request is closed
 * @param closesOnRefusal whether the connection is closed when a request is refused before its body was read
 */
public record HttpSettings(long idleMillis, boolean closesOnRefusal) {
    private static final Setting<Long> LOCAL_IDLE_TIMEOUT_MS = Setting.number(
            "LOCAL_IDLE_TIMEOUT_MS", 5_000, "milliseconds after which a connection without a request is closed");
    private static final Setting<Boolean> LOCAL_CLOSE_ON_REFUSAL = Setting.flag(
            "LOCAL_CLOSE_ON_REFUSAL",
            false,
            "closes the connection when a request is refused before its body was read, instead of reading up to 1 MiB");

    public static final List<Setting<?>> ALL = List.of(LOCAL_IDLE_TIMEOUT_MS, LOCAL_CLOSE_ON_REFUSAL);

    public static HttpSettings of(Settings settings) {
        return new HttpSettings(settings.get(LOCAL_IDLE_TIMEOUT_MS), settings.get(LOCAL_CLOSE_ON_REFUSAL));
    }
}
