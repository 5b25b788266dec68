package dev.plinth.testkit;

import java.util.Locale;

/** Which control plane the platform's port imitates. */
public enum Profile {
    /** Both dialects together. */
    POWABASE,
    /** The platform's API page, word for word. */
    SEED,
    /** A running Studio, with its quirks. */
    STUDIO,
    /** One that loses headers and bodies on the way. */
    LOSSY;

    /**
     * Returns the profile of a name as the command line takes it.
     *
     * @param name the name, in any case
     * @return the profile
     * @throws IllegalArgumentException if there is none of that name
     */
    public static Profile of(String name) {
        for (Profile profile : values()) {
            if (profile.name().equalsIgnoreCase(name)) {
                return profile;
            }
        }
        throw new IllegalArgumentException("unknown profile " + name + "; there are: powabase, seed, studio, lossy");
    }

    @Override
    public String toString() {
        return name().toLowerCase(Locale.ROOT);
    }
}
