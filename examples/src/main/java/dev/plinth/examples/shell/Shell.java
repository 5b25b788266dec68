package dev.plinth.examples.shell;

import dev.plinth.Platform;
import dev.plinth.Project;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiClient;
import dev.plinth.core.ApiKey;
import dev.plinth.core.CallRecord;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.testkit.LocalPlatform;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The environment of {@code bin/plinth-shell}: the platform of the environment, or an embedded one. */
public final class Shell {

    private static final int REMEMBERED = 50;

    private final @Nullable Platform platform;
    private final @Nullable Project viaPlatform;
    private final @Nullable Project direct;
    private final String where;

    private Shell(@Nullable Platform platform, @Nullable Project viaPlatform, @Nullable Project direct, String where) {
        this.platform = platform;
        this.viaPlatform = viaPlatform;
        this.direct = direct;
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
        Platform platform = null;
        Project viaPlatform = null;
        String where = "";
        if (environment.containsKey("PLATFORM_URL")) {
            where = value(environment, "PLATFORM_URL");
            platform = Platform.connect(where, AccessToken.of(value(environment, "PLATFORM_JWT")), Shell::options);
            viaPlatform = platform.project(value(environment, "PROJECT_REF"));
        }
        Project direct = direct(environment);
        if (platform == null && direct == null) {
            return embedded();
        }
        return new Shell(
                platform,
                viaPlatform,
                direct,
                direct == null ? where : String.valueOf(direct.connection().url()));
    }

    private static @Nullable Project direct(Map<String, String> environment) {
        if (environment.containsKey("PROJECT_URL")) {
            return connect(value(environment, "PROJECT_URL"), value(environment, "PROJECT_KEY"));
        }
        if (environment.containsKey("SUPABASE_URL")) {
            boolean service = environment.containsKey("SUPABASE_SERVICE_ROLE_KEY");
            String key = value(environment, service ? "SUPABASE_SERVICE_ROLE_KEY" : "SUPABASE_ANON_KEY");
            return connect(value(environment, "SUPABASE_URL"), key);
        }
        return null;
    }

    private static Shell embedded() {
        LocalPlatform local = LocalPlatform.start();
        System.setProperty("s3.id", local.s3AccessKeyId());
        System.setProperty("s3.secret", local.s3SecretAccessKey());
        Platform platform =
                Platform.connect(local.platformUrl(), AccessToken.of(local.platformToken()), Shell::options);
        Project direct = connect(local.projectUrl(), local.serviceKey());
        return new Shell(platform, platform.project(local.projectRef()), direct, local.platformUrl() + " (embedded)");
    }

    private static Project connect(String url, String key) {
        return Project.connect(url, ApiKey.of(key), Shell::options);
    }

    private static void options(ConnectionOptions options) {
        options.callHistorySize(REMEMBERED);
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
     * Returns the project through the control plane.
     *
     * @return the project; null if the environment names a project only
     */
    public @Nullable Project viaPlatform() {
        return viaPlatform;
    }

    /**
     * Returns the project, reached directly if the environment allows it.
     *
     * @return the project
     */
    public @Nullable Project project() {
        return direct == null ? viaPlatform : direct;
    }

    /**
     * Returns the last call as a command.
     *
     * @return a {@code curl} command with secrets masked
     */
    public String curl() {
        Stream<@Nullable ApiClient<?>> clients = Stream.of(platform, viaPlatform, direct);
        return clients.flatMap(Stream::ofNullable)
                .flatMap(client -> client.connection().callHistory().stream())
                .max(Comparator.comparing(CallRecord::at))
                .map(CallRecord::curl)
                .orElse("(no call yet)");
    }

    /**
     * Formats a list as a table.
     *
     * @param values the values, such as users or buckets
     * @return a line for each value
     */
    public String table(Iterable<?> values) {
        return Table.of(values);
    }

    @Override
    public String toString() {
        List<String> names = platform == null
                ? List.of("project (direct)")
                : direct == null
                        ? List.of("platform", "viaPlatform", "project (the same)")
                        : List.of("platform", "project (direct)", "viaPlatform");
        return "Plinth at " + where + ": " + String.join(", ", names) + "; table(list), curl(), last()";
    }
}
