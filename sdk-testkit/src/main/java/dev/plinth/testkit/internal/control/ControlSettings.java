package dev.plinth.testkit.internal.control;

import dev.plinth.testkit.internal.config.Setting;
import java.util.List;

/** The control plane's settings, by the names that a self-hosted stack has for them. */
public final class ControlSettings {
    public static final Setting<String> DASHBOARD_USERNAME = Setting.text(
            "DASHBOARD_USERNAME", "", "with DASHBOARD_PASSWORD: HTTP Basic before the control plane, and no bearer");

    public static final Setting<String> DASHBOARD_PASSWORD =
            Setting.text("DASHBOARD_PASSWORD", "", "the password to DASHBOARD_USERNAME");

    public static final Setting<Boolean> NEXT_PUBLIC_IS_PLATFORM =
            Setting.flag("NEXT_PUBLIC_IS_PLATFORM", false, "profile studio: answers as a Studio in hosted mode");

    public static final Setting<String> SUPABASE_PUBLIC_URL =
            Setting.text("SUPABASE_PUBLIC_URL", "", "profile studio: the project's public address; its own when empty");

    public static final Setting<Boolean> PLATFORM_CAPTCHA_ENABLED = Setting.flag(
            "PLATFORM_CAPTCHA_ENABLED",
            false,
            "the platform's own sign-in demands a captcha token, any that is not empty");

    /** All of them. */
    public static final List<Setting<?>> ALL = List.of(
            DASHBOARD_USERNAME,
            DASHBOARD_PASSWORD,
            NEXT_PUBLIC_IS_PLATFORM,
            SUPABASE_PUBLIC_URL,
            PLATFORM_CAPTCHA_ENABLED);

    private ControlSettings() {}
}
