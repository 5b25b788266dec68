package dev.plinth.examples.shell;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import dev.plinth.core.CallRecord;
import dev.plinth.testkit.LocalPlatform;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The environment of {@code bin/plinth-shell}: the platform of the environment, or an embedded one. */
public final class Shell {

    private static final int REMEMBERED = 50;

    private final @Nullable Platform platform;
    private final Project project;
    private final String where;

    private Shell(@Nullable Platform platform, Project project, String where) {
        this.platform = platform;
        this.project = project;
        this.where = where;
    }

    /**
     * Connects to the platform that the environment names, or starts one.
     *
     * @return the shell's environment
     */
    public static Shell start() {
        return start(System.getenv());
    }

    static Shell start(Map<String, String> environment) {
        if (environment.containsKey("PLATFORM_URL")) {
            return through(
                    value(environment, "PLATFORM_URL"),
                    value(environment, "PLATFORM_JWT"),
                    value(environment, "PROJECT_REF"));
        }
        if (environment.containsKey("PROJECT_URL")) {
            String url = value(environment, "PROJECT_URL");
            ApiKey key = ApiKey.of(value(environment, "PROJECT_KEY"));
            return new Shell(null, Project.connect(url, key, o -> o.callHistorySize(REMEMBERED)), url);
        }
        LocalPlatform local = LocalPlatform.start();
        return through(local.platformUrl(), local.platformToken(), local.projectRef());
    }

    private static Shell through(String url, String jwt, String ref) {
        Platform platform = Platform.connect(url, AccessToken.of(jwt), o -> o.callHistorySize(REMEMBERED));
        return new Shell(platform, platform.project(ref), url);
    }

    private static String value(Map<String, String> environment, String variable) {
        String value = environment.get(variable);
        if (value == null || value.isBlank()) {
            throw new IllegalStateException("the environment variable " + variable + " is not set");
        }
        return value;
    }

    /**
     * Returns the platform.
     *
     * @return the platform; null if the environment names a project only
     */
    public @Nullable Platform platform() {
        return platform;
    }

    /**
     * Returns the project.
     *
     * @return the project
     */
    public Project project() {
        return project;
    }

    /**
     * Returns the last call as a command.
     *
     * @return a {@code curl} command with secrets masked
     */
    public String curl() {
        List<CallRecord> calls = project.connection().callHistory();
        return calls.isEmpty() ? "(no call yet)" : calls.get(calls.size() - 1).curl();
    }

    @Override
    public String toString() {
        return "Plinth at " + where + ": platform, project, curl()";
    }
}
