package dev.plinth.auth;

/** What came of an import. Immutable. Made by Plinth only. */
public interface ImportReport {

    /**
     * Returns how many users were made.
     *
     * @return the number
     */
    long created();

    /**
     * Returns how many were there already.
     *
     * @return the number
     */
    long alreadyExisted();

    /**
     * Returns how many the server refused.
     *
     * @return the number
     */
    long failed();

    /**
     * Returns how many an earlier run of the same import had done, by its journal.
     *
     * @return the number
     */
    long resumed();
}
