package dev.plinth.testkit.internal.auth;

import java.util.Locale;
import java.util.Map;

/** External identity providers: where a browser is sent to, and with what. */
final class Providers {
    /** Where the real ones are, and the scope they are asked for; those without an entry only have the stub. */
    private static final Map<String, String[]> REAL = Map.of(
            "github", new String[] {"https://github.com/login/oauth/authorize", "user:email"},
            "gitlab", new String[] {"https://gitlab.com/oauth/authorize", "read_user"},
            "discord", new String[] {"https://discord.com/api/oauth2/authorize", "email identify"},
            "facebook", new String[] {"https://www.facebook.com/dialog/oauth", "email"},
            "google", new String[] {"https://accounts.google.com/o/oauth2/v2/auth", "email profile"});

    private final AuthCore core;

    Providers(AuthCore core) {
        this.core = core;
    }

    /** The provider's own name, if it may be used. */
    String usable(String asked) {
        String name = asked.toLowerCase(Locale.ROOT);
        if (name.startsWith("custom:")) {
            throw AuthError.invalid("Unsupported provider: custom provider " + name + " not found");
        }
        if (!AuthSettingNames.PROVIDERS.contains(name)) {
            throw AuthError.invalid("Unsupported provider: Provider " + name + " could not be found");
        }
        if (!core.settings().flag(setting(name, "ENABLED"))) {
            throw AuthError.invalid("Unsupported provider: provider is not enabled");
        }
        return name;
    }

    /** A provider for which no client is set up is played by this server itself. */
    boolean stubbed(String provider) {
        return core.settings().text(setting(provider, "CLIENT_ID")).isEmpty() || !REAL.containsKey(provider);
    }

    String address(String provider) {
        return stubbed(provider)
                ? core.external() + "/__idp/" + provider + "/authorize"
                : REAL.getOrDefault(provider, new String[] {"", ""})[0];
    }

    String scope(String provider) {
        return REAL.getOrDefault(provider, new String[] {"", "email"})[1];
    }

    String client(String provider) {
        String client = core.settings().text(setting(provider, "CLIENT_ID"));
        int comma = client.indexOf(',');
        return client.isEmpty() ? "stub-client" : comma < 0 ? client : client.substring(0, comma);
    }

    String callback(String provider) {
        String callback = core.settings().text(setting(provider, "REDIRECT_URI"));
        return callback.isEmpty() ? core.external() + "/callback" : callback;
    }

    private static String setting(String provider, String member) {
        return "EXTERNAL_" + provider.toUpperCase(Locale.ROOT) + "_" + member;
    }
}
