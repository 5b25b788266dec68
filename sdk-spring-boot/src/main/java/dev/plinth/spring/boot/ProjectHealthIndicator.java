package dev.plinth.spring.boot;

import dev.plinth.Project;
import dev.plinth.core.PlinthException;
import dev.plinth.core.UnsupportedByGatewayException;
import java.time.Duration;
import java.util.List;
import java.util.function.Supplier;
import org.springframework.boot.actuate.health.AbstractHealthIndicator;
import org.springframework.boot.actuate.health.Health;
import org.springframework.boot.actuate.health.Status;

/** Up if Auth and Storage respond. Each is asked once, so that a probe does not wait for retries. */
final class ProjectHealthIndicator extends AbstractHealthIndicator {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String UP = "up";

    private final Project project;

    ProjectHealthIndicator(Project project) {
        super("The health of the project could not be checked");
        this.project = project.withOptions(o -> o.timeout(TIMEOUT).maxAttempts(1));
    }

    @Override
    protected void doHealthCheck(Health.Builder builder) {
        String auth = ask(() -> {
            project.auth().getVersion();
            return true;
        });
        String storage = ask(() -> project.storage().checkHealth());
        builder.status(status(List.of(auth, storage))).withDetail("auth", auth).withDetail("storage", storage);
    }

    private static Status status(List<String> services) {
        if (services.stream().anyMatch(service -> service.startsWith("down"))) {
            return Status.DOWN;
        }
        return services.contains(UP) ? Status.UP : Status.UNKNOWN;
    }

    private static String ask(Supplier<Boolean> service) {
        try {
            return service.get() ? UP : "down: the server reports that it is not healthy";
        } catch (UnsupportedByGatewayException e) {
            return "unknown: the platform's control plane does not pass this question on";
        } catch (PlinthException e) {
            return "down: " + e.getMessage();
        }
    }
}
