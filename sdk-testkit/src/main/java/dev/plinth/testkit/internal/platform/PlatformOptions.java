package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.Policy;
import dev.plinth.testkit.Profile;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The options of a platform.
 *
 * @param host the address to listen on
 * @param port the platform's port; 0 for a free one
 * @param projectPorts the ports of the projects, in their order; those without one get a free port
 * @param data the directory that keeps data across restarts; null when it is not kept
 * @param projects the refs of the first projects
 * @param jwtSecret the secret of the first project; those of others are derived from it
 * @param profile the behaviour of the control plane
 * @param settings settings by the servers' own names
 * @param policies the first row-level rules
 * @param quiet whether internal errors are not printed
 * @param logRequests whether a line is printed for each request
 */
public record PlatformOptions(
        String host,
        int port,
        List<Integer> projectPorts,
        @Nullable Path data,
        List<String> projects,
        String jwtSecret,
        Profile profile,
        Map<String, String> settings,
        List<Policy> policies,
        boolean quiet,
        boolean logRequests) {
    @Override
    public String toString() {
        return "PlatformOptions[" + host + ":" + port + ", " + projects + "]";
    }
}
