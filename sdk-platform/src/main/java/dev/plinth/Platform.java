package dev.plinth;

import dev.plinth.auth.RefreshingToken;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.Credentials;
import dev.plinth.core.PagedIterable;
import dev.plinth.core.View;
import dev.plinth.core.internal.text.Arguments;
import dev.plinth.internal.ProjectOperations;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A platform and its projects, by way of its control plane.
 *
 * <pre>{@code
 * try (Platform platform = Platform.connect("http://localhost:3001", AccessToken.of(jwt))) {
 *     Project project = platform.project("your-project-ref");
 *     project.users().create(u -> u.email("user@example.com").password("securepass"));
 * }
 * }</pre>
 *
 * <p>Calls through a control plane act with all rights on the project: row-level security does not apply. Immutable and
 * thread-safe.
 */
public final class Platform extends View<Platform> implements AutoCloseable {

    private final @Nullable RefreshingToken token;

    private Platform(Connection connection) {
        this(connection, null);
    }

    private Platform(Connection connection, @Nullable RefreshingToken token) {
        super(connection);
        this.token = token;
    }

    /**
     * Connects to a platform. Nothing is sent.
     *
     * @param url the platform's URL, such as {@code http://localhost:3001}
     * @param credentials a signed-in user's {@link dev.plinth.core.AccessToken}, or what the platform's gateway wants
     * @return the platform; close it
     * @throws IllegalArgumentException if the URL is none or is plain http to another machine, or if the credentials are
     *     a project's keys
     */
    public static Platform connect(String url, Credentials credentials) {
        return new Platform(Connection.toPlatform(url, credentials));
    }

    /**
     * Connects to a platform, with settings. Nothing is sent.
     *
     * @param url the platform's URL, such as {@code http://localhost:3001}
     * @param credentials a signed-in user's {@link dev.plinth.core.AccessToken}, or what the platform's gateway wants
     * @param options sets what is to differ from the defaults
     * @return the platform; close it
     * @throws IllegalArgumentException if the URL is none or is plain http to another machine, or if the credentials are
     *     a project's keys
     */
    public static Platform connect(String url, Credentials credentials, Consumer<ConnectionOptions> options) {
        return new Platform(Connection.toPlatform(url, credentials, options));
    }

    /**
     * Signs in to a platform and connects to it. The token keeps itself fresh.
     *
     * @param url the platform's URL, such as {@code https://platform.example.co}
     * @param authUrl the platform's own Auth server, with the path it is mounted at
     * @param email the user's e-mail
     * @param password the user's password
     * @return the platform; close it
     * @throws IllegalArgumentException if an URL is none or is plain http to another machine
     * @throws dev.plinth.core.InvalidRequestException with code {@code invalid_credentials} if they are wrong, or
     *     {@code captcha_failed} if the platform asks for a captcha: then connect with a token, or with {@link
     *     RefreshingToken#of(String, dev.plinth.core.Secret)}
     */
    public static Platform signIn(String url, String authUrl, String email, String password) {
        Arguments.present(email, "email");
        Arguments.required(password, "password");
        Arguments.present(url, "url");
        RefreshingToken token = RefreshingToken.signIn(authUrl, email, password);
        return new Platform(Connection.toPlatform(url, token), token);
    }

    /**
     * Connects to the platform that the environment names: {@code PLATFORM_URL} and {@code PLATFORM_JWT}.
     *
     * @return the platform; close it
     * @throws IllegalStateException if one of the variables is not set
     */
    public static Platform fromEnv() {
        return Environment.system().platform();
    }

    /**
     * Returns a project. Nothing is sent; whether there is such a project shows with the first call.
     *
     * @param ref the project's ref: 1 to 64 letters, digits, {@code -} and {@code _}
     * @return the project; closing it does nothing
     * @throws IllegalArgumentException if the text is no ref
     */
    public Project project(String ref) {
        Arguments.required(ref, "ref");
        return Project.of(connection().project(ref));
    }

    /**
     * Lists the projects that the signed-in user may see, oldest first. {@code GET /projects}.
     *
     * @return the projects, fetched page by page
     */
    public PagedIterable<ProjectInfo> projects() {
        return ProjectOperations.list(connection());
    }

    /** Ends the connection, if this is what {@code connect} returned. */
    @Override
    public void close() {
        connection().close();
        if (token != null) {
            token.close();
        }
    }

    @Override
    protected Platform over(Connection other) {
        return new Platform(other);
    }
}
