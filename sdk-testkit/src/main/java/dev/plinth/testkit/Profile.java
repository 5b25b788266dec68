package dev.plinth.testkit;

import java.util.Locale;

/** The control plane that the platform's port imitates. */
public enum Profile {
    /** The routes of the documented API and of a Studio together. */
    POWABASE,
    /** The platform's documented API only. */
    SEED,
    /** A running Studio, with its deviations from the documented API. */
    STUDIO,
    /** A control plane that drops headers and bodies. */
    LOSSY;

    /**
     * Returns the profile with the given name, as used on the command line.
     *
     * @param name the name, in any case
     * @return the profile
     * @throws IllegalArgumentException if no profile has this name
     */
    public static Profile of(String name) {
        for (Profile profile : values()) {
            if (profile.name().equalsIgnoreCase(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("unknown profile " + name + "; use powabase, seed, studio or lossy");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
