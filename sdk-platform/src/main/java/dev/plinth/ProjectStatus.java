package dev.plinth;

import dev.plinth.core.OpenEnum;

/** The status of a project. Platforms may return values that have no constant here. Immutable and thread-safe. */
public final class ProjectStatus extends OpenEnum {

    /** The project is running. */
    public static final ProjectStatus ACTIVE_HEALTHY = new ProjectStatus("ACTIVE_HEALTHY");

    /** The project is running but unhealthy. */
    public static final ProjectStatus ACTIVE_UNHEALTHY = new ProjectStatus("ACTIVE_UNHEALTHY");

    /** The project is paused. */
    public static final ProjectStatus INACTIVE = new ProjectStatus("INACTIVE");

    /** The project is being set up. */
    public static final ProjectStatus COMING_UP = new ProjectStatus("COMING_UP");

    /** The project is being shut down. */
    public static final ProjectStatus GOING_DOWN = new ProjectStatus("GOING_DOWN");

    /** Setting up the project failed. */
    public static final ProjectStatus INIT_FAILED = new ProjectStatus("INIT_FAILED");

    /** The project has been deleted. */
    public static final ProjectStatus REMOVED = new ProjectStatus("REMOVED");

    /** The project is being restored. */
    public static final ProjectStatus RESTORING = new ProjectStatus("RESTORING");

    /** Restoring the project failed. */
    public static final ProjectStatus RESTORE_FAILED = new ProjectStatus("RESTORE_FAILED");

    /** The project is being upgraded to a newer version. */
    public static final ProjectStatus UPGRADING = new ProjectStatus("UPGRADING");

    /** The project is being paused. */
    public static final ProjectStatus PAUSING = new ProjectStatus("PAUSING");

    /** Pausing the project failed. */
    public static final ProjectStatus PAUSE_FAILED = new ProjectStatus("PAUSE_FAILED");

    /** The project is being restarted. */
    public static final ProjectStatus RESTARTING = new ProjectStatus("RESTARTING");

    /** The project's resources are being changed. */
    public static final ProjectStatus RESIZING = new ProjectStatus("RESIZING");

    /** The platform returned no status. */
    public static final ProjectStatus UNKNOWN = new ProjectStatus("UNKNOWN");

    private ProjectStatus(String value) {
        super(value);
    }

    /**
     * Returns the status with the given value.
     *
     * @param value the status as the platform sends it
     * @return the status
     */
    public static ProjectStatus of(String value) {
        return new ProjectStatus(value);
    }
}
