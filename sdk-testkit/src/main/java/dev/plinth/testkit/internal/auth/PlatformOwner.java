package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthSettings;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.config.Setting;
import dev.plinth.testkit.internal.config.Settings;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/** The platform's sign-in: who owns it, and what of it can be set. */
final class PlatformOwner {
    static final UUID ID = UUID.fromString("00000000-0000-4000-8000-000000000001");
    static final String EMAIL = "owner@example.com";
    static final String PASSWORD = "owner password";

    /** Of that password, by bcrypt of cost 10: to hash it anew would be a good part of the time that a start takes. */
    private static final String PASSWORD_HASH = "$2a$10$kdbsBLGnxjyWl9W1pkY9e.oMTcAWO0hnVq6xPFPvUOwjWfShv4mWm";

    private static final String CAPTCHA = "GOTRUE_SECURITY_CAPTCHA_ENABLED";
    private static final String COST = "GOTRUE_PASSWORD_HASH_COST";

    private PlatformOwner() {}

    /** A project's settings are not the platform's: it has the defaults. */
    static AuthSettings settings(Settings given) {
        Map<String, String> defaults = new HashMap<>();
        for (Setting<?> setting : AuthSettings.ALL) {
            defaults.put(setting.name(), setting.defaultValue());
        }
        return new AuthSettings(name -> switch (name) {
            case CAPTCHA -> given.text("PLATFORM_CAPTCHA_ENABLED");
            case COST -> given.text(COST);
            default -> defaults.getOrDefault(name, "");
        });
    }

    static void ensure(AuthCore core) {
        core.state.locked(() -> {
            if (core.state.users.find(ID) == null) {
                core.state.users.add(owner(core));
            }
            return true;
        });
    }

    private static User owner(AuthCore core) {
        User owner = core.accounts.newUser(ID, EMAIL, "", PASSWORD_HASH, core.settings.jwtAud());
        core.accounts.addIdentity(owner, "email", EMAIL, true);
        core.accounts.confirm(owner, "email");
        return owner.reloaded();
    }
}
