package dev.plinth.spring.boot;

import dev.plinth.Project;
import dev.plinth.core.PlinthException;
import dev.plinth.core.UnsupportedByGatewayException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;

/**
 * The health of a project: up if Auth and Storage respond. Each is asked once, so that a probe does not wait for retries.
 * Knows no class of Spring Boot, whose health indicators are in another package since version 4.
 */
final class ProjectHealth {
    private static final Duration TIMEOUT = Duration.ofSeconds(3);
    private static final String UP = "up";

    private final Project project;

    /** The status in the terms of Spring Boot, and what each service responded. */
    record Report(String status, Map<String, String> details) {}

    ProjectHealth(Project project) {
        this.project = project.withOptions(o -> o.timeout(TIMEOUT).maxAttempts(1));
    }

    Report check() {
        String auth = ask(() -> {
            project.auth().getVersion();
            return true;
        });
        String storage = ask(() -> project.storage().checkHealth());
        return new Report(status(List.of(auth, storage)), Map.of("auth", auth, "storage", storage));
    }

    private static String status(List<String> services) {
        if (services.stream().anyMatch(service -> service.startsWith("down"))) {
            return "DOWN";
        }
        return services.contains(UP) ? "UP" : "UNKNOWN";
    }

    private static String ask(Supplier<Boolean> service) {
        try {
            return service.get() ? UP : "down: the server reports that it is not healthy";
        } catch (UnsupportedByGatewayException e) {
            return "unknown: the platform's control plane does not pass this question on";
        } catch (PlinthException | IllegalStateException e) {
            return "down: " + e.getMessage();
        }
    }
}
