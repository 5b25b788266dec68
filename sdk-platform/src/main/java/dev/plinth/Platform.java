package dev.plinth;

import dev.plinth.auth.PlatformSession;
import dev.plinth.core.ApiClient;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.Credentials;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.internal.ProjectOperations;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A platform and its projects, reached through its control plane.
 *
 * <pre>{@code
 * AccessToken token = AccessToken.of(System.getenv("PLATFORM_JWT"));
 * try (Platform platform = Platform.connect("http://localhost:3001", token)) {
 *     for (ProjectInfo info : platform.projects()) {
 *         System.out.println(info.ref() + " " + info.name());
 *     }
 *     Project project = platform.project("your-project-ref");
 *     project.users().create(u -> u.email("user@example.com").password("securepass"));
 * }
 * }</pre>
 *
 * <p>Calls through a control plane have full access to the project: row-level security does not apply. Immutable and
 * thread-safe.
 */
public final class Platform extends ApiClient<Platform> implements AutoCloseable {

    private final @Nullable PlatformSession token;

    private Platform(Connection connection) {
        this(connection, null);
    }

    private Platform(Connection connection, @Nullable PlatformSession token) {
        super(connection);
        this.token = token;
    }

    /**
     * Connects to a platform. Sends nothing.
     *
     * @param url the platform's URL, such as {@code http://localhost:3001}
     * @param credentials the {@link dev.plinth.core.AccessToken} of a signed-in user, or the credentials that the
     *     platform's gateway requires
     * @return the platform; close it
     * @throws IllegalArgumentException if the URL is not a valid http(s) URL, if it is plain http to a host other than
     *     this machine, or if the credentials are a project's API key
     */
    public static Platform connect(String url, Credentials credentials) {
        return new Platform(Connection.toPlatform(url, credentials));
    }

    /**
     * Connects to a platform, with options. Sends nothing.
     *
     * @param url the platform's URL, such as {@code http://localhost:3001}
     * @param credentials the {@link dev.plinth.core.AccessToken} of a signed-in user, or the credentials that the
     *     platform's gateway requires
     * @param options sets the options that differ from the defaults
     * @return the platform; close it
     * @throws IllegalArgumentException if the URL is not a valid http(s) URL; if it is plain http to a host other than
     *     this machine and {@link ConnectionOptions#allowHttp()} is not set; or if the credentials are a project's API
     *     key and {@link ConnectionOptions#allowProjectKeys()} is not set
     */
    public static Platform connect(String url, Credentials credentials, Consumer<? super ConnectionOptions> options) {
        return new Platform(Connection.toPlatform(url, credentials, options));
    }

    /**
     * Signs in to a platform with e-mail address and password, and connects to it. The access token is refreshed
     * automatically.
     *
     * @param url the platform's URL, such as {@code https://platform.example.co}
     * @param authUrl the URL of the platform's own Auth server, including the path that it is mounted at
     * @param email the user's e-mail address
     * @param password the user's password
     * @return the platform; close it
     * @throws IllegalArgumentException if a URL is not a valid http(s) URL, or is plain http to a host other than this
     *     machine
     * @throws dev.plinth.core.InvalidRequestException with code {@code invalid_credentials} if the e-mail address or
     *     password is wrong; with code {@code captcha_failed} if the platform requires a captcha: then connect with an
     *     access token, or with {@link PlatformSession#of(String, dev.plinth.core.Secret)}
     */
    public static Platform signIn(String url, String authUrl, String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        Arguments.present(url, "url");
        PlatformSession token = PlatformSession.signIn(authUrl, email, password);
        return new Platform(Connection.toPlatform(url, token), token);
    }

    /**
     * Connects to the platform that the environment variables {@code PLATFORM_URL} and {@code PLATFORM_JWT} specify.
     * Sends nothing.
     *
     * @return the platform; close it
     * @throws IllegalStateException if one of the variables is not set
     */
    public static Platform fromEnv() {
        return Environment.system().platform();
    }

    /**
     * Returns a project of this platform. Sends nothing; if there is no such project, its calls fail.
     *
     * @param ref the project's ref: 1 to 64 letters, digits, {@code -} and {@code _}
     * @return the project; closing it does nothing
     * @throws IllegalArgumentException if the ref is not valid
     */
    public Project project(String ref) {
        Arguments.required(ref, "ref");
        return Project.of(connection().project(ref));
    }

    /**
     * Lists the projects that the signed-in user has access to, oldest first. {@code GET /projects}.
     *
     * @return the projects, requested page by page
     */
    public PagedIterable<ProjectInfo> projects() {
        return ProjectOperations.list(connection());
    }

    /**
     * Closes the connection if {@code connect}, {@code signIn} or {@code fromEnv} returned this platform; on a derived
     * one, does nothing. Idempotent.
     */
    @Override
    public void close() {
        connection().close();
        if (token != null) {
            token.close();
        }
    }

    @Override
    protected Platform withConnection(Connection connection) {
        return new Platform(connection);
    }
}
