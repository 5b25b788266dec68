package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.internal.config.Setting;
import java.util.List;

/** Creates the services on the ports of a platform. This package does not depend on the services themselves. */
public interface Services {
    /** Returns all settings that any service reads. */
    List<Setting<?>> settings();

    /** Creates the services of a project. */
    List<Service> ofProject(ProjectContext context, PlatformRuntime runtime);

    /** Creates the services of the platform's own port. */
    List<Service> ofPlatform(ProjectContext context, PlatformRuntime runtime);
}
