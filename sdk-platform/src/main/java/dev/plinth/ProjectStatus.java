package dev.plinth;

import dev.plinth.core.OpenEnum;

/** How a project is doing. The platform may know more. Immutable and thread-safe. */
public final class ProjectStatus extends OpenEnum {

    /** It runs. */
    public static final ProjectStatus ACTIVE_HEALTHY = new ProjectStatus("ACTIVE_HEALTHY");

    /** It runs, but not well. */
    public static final ProjectStatus ACTIVE_UNHEALTHY = new ProjectStatus("ACTIVE_UNHEALTHY");

    /** It is paused. */
    public static final ProjectStatus INACTIVE = new ProjectStatus("INACTIVE");

    /** It is being set up. */
    public static final ProjectStatus COMING_UP = new ProjectStatus("COMING_UP");

    /** It is being taken down. */
    public static final ProjectStatus GOING_DOWN = new ProjectStatus("GOING_DOWN");

    /** It could not be set up. */
    public static final ProjectStatus INIT_FAILED = new ProjectStatus("INIT_FAILED");

    /** It is gone. */
    public static final ProjectStatus REMOVED = new ProjectStatus("REMOVED");

    /** It is being restored. */
    public static final ProjectStatus RESTORING = new ProjectStatus("RESTORING");

    /** It could not be restored. */
    public static final ProjectStatus RESTORE_FAILED = new ProjectStatus("RESTORE_FAILED");

    /** It is being brought to a newer version. */
    public static final ProjectStatus UPGRADING = new ProjectStatus("UPGRADING");

    /** It is being paused. */
    public static final ProjectStatus PAUSING = new ProjectStatus("PAUSING");

    /** It could not be paused. */
    public static final ProjectStatus PAUSE_FAILED = new ProjectStatus("PAUSE_FAILED");

    /** It is being started again. */
    public static final ProjectStatus RESTARTING = new ProjectStatus("RESTARTING");

    /** It is being given more or less room. */
    public static final ProjectStatus RESIZING = new ProjectStatus("RESIZING");

    /** Nobody told. */
    public static final ProjectStatus UNKNOWN = new ProjectStatus("UNKNOWN");

    private ProjectStatus(String value) {
        super(value);
    }

    /**
     * Returns the status with this name.
     *
     * @param value the name as the platform writes it
     * @return it
     */
    public static ProjectStatus of(String value) {
        return new ProjectStatus(value);
    }
}
