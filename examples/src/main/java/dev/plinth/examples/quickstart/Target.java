package dev.plinth.examples.quickstart;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.testkit.LocalPlatform;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Where the tour goes: what the environment names, or an embedded platform. */
final class Target implements AutoCloseable {

    /** One way to the project. */
    record Way(String name, Project project) {}

    private final String name;
    private final Permission permission;
    private final List<Way> ways = new ArrayList<>();
    private final Deque<Runnable> closing = new ArrayDeque<>();

    private Target(String name, Permission permission) {
        this.name = name;
        this.permission = permission;
    }

    static Target from(Map<String, String> environment) {
        boolean platform = environment.containsKey("PLATFORM_URL");
        boolean project = environment.containsKey("PROJECT_URL");
        boolean supabase = !platform && !project && environment.containsKey("SUPABASE_URL");
        if (supabase) {
            return real(asProject(environment), false, true);
        }
        return platform || project ? real(environment, platform, project) : embedded();
    }

    /** Returns the environment with Supabase's variables under the names of this SDK. */
    private static Map<String, String> asProject(Map<String, String> environment) {
        Map<String, String> renamed = new HashMap<>(environment);
        renamed.put("PROJECT_URL", required(environment, "SUPABASE_URL"));
        boolean serviceRole = environment.containsKey("SUPABASE_SERVICE_ROLE_KEY");
        renamed.put(
                "PROJECT_KEY", required(environment, serviceRole ? "SUPABASE_SERVICE_ROLE_KEY" : "SUPABASE_ANON_KEY"));
        return renamed;
    }

    private static Target embedded() {
        LocalPlatform local = LocalPlatform.start();
        Target target = new Target("an embedded platform at " + local.platformUrl(), Permission.EVERYTHING);
        target.closing.push(local::close);
        target.throughPlatform(local.platformUrl(), local.platformToken(), local.projectRef());
        target.direct(local.projectUrl(), local.serviceKey());
        return target;
    }

    private static Target real(Map<String, String> environment, boolean platform, boolean project) {
        String name = required(environment, platform ? "PLATFORM_URL" : "PROJECT_URL");
        Target target = new Target(name, permission(environment));
        if (platform) {
            target.throughPlatform(name, required(environment, "PLATFORM_JWT"), required(environment, "PROJECT_REF"));
        }
        if (project) {
            target.direct(required(environment, "PROJECT_URL"), required(environment, "PROJECT_KEY"));
        }
        return target;
    }

    private static Permission permission(Map<String, String> environment) {
        boolean write = "true".equals(environment.get("PLINTH_WRITE"));
        return write
                ? new Permission(false, Optional.of(required(environment, "PLINTH_BUCKET")))
                : Permission.READ_ONLY;
    }

    private static String required(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the environment variable " + variable + " is not set");
        }
        return value;
    }

    private void throughPlatform(String url, String token, String ref) {
        Platform platform = Platform.connect(url, AccessToken.of(token));
        closing.push(platform::close);
        ways.add(new Way("through the control plane, " + url, platform.project(ref)));
    }

    private void direct(String url, String key) {
        Project project = Project.connect(url, ApiKey.of(key));
        closing.push(project::close);
        ways.add(new Way("directly to the project, " + url, project));
    }

    String name() {
        return name;
    }

    Permission permission() {
        return permission;
    }

    List<Way> ways() {
        return ways;
    }

    @Override
    public void close() {
        closing.forEach(Runnable::run);
    }
}
