package dev.plinth;

import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.internal.connection.LiveConnection;
import java.util.Map;

/** Reads the platform or project to connect to from environment variables. */
final class Environment {

    private static final String SERVICE_ROLE_KEY = "SUPABASE_SERVICE_ROLE_KEY";
    private static final String ANON_KEY = "SUPABASE_ANON_KEY";

    private final Map<String, String> variables;

    Environment(Map<String, String> variables) {
        this.variables = variables;
    }

    static Environment system() {
        return new Environment(System.getenv());
    }

    Platform platform() {
        return Platform.connect(required("PLATFORM_URL"), AccessToken.of(required("PLATFORM_JWT")));
    }

    Project project() {
        if (isSet("PROJECT_URL")) {
            return Project.connect(required("PROJECT_URL"), ApiKey.of(required("PROJECT_KEY")));
        }
        if (!isSet("PLATFORM_URL")) {
            return supabaseProject();
        }
        String ref = required("PROJECT_REF");
        // No other object holds the platform's connection, so closing the project closes it.
        return Project.of(
                LiveConnection.of(platform().connection()).project(ref).owned());
    }

    /** The variables that Supabase's own tools use. The key with full access takes precedence, as in servers. */
    private Project supabaseProject() {
        if (!isSet("SUPABASE_URL")) {
            throw new IllegalStateException("set PROJECT_URL and PROJECT_KEY; or PLATFORM_URL, PLATFORM_JWT and"
                    + " PROJECT_REF; or SUPABASE_URL and SUPABASE_SERVICE_ROLE_KEY or SUPABASE_ANON_KEY");
        }
        if (!isSet(SERVICE_ROLE_KEY) && !isSet(ANON_KEY)) {
            throw new IllegalStateException(
                    "SUPABASE_URL is set, but neither " + SERVICE_ROLE_KEY + " nor " + ANON_KEY);
        }
        String key = required(isSet(SERVICE_ROLE_KEY) ? SERVICE_ROLE_KEY : ANON_KEY);
        return Project.connect(required("SUPABASE_URL"), ApiKey.of(key));
    }

    private boolean isSet(String name) {
        String value = variables.get(name);
        return value != null && !value.isBlank();
    }

    private String required(String name) {
        String value = variables.get(name);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the environment variable " + name + " is not set");
        }
        return value.strip();
    }
}
