package dev.plinth.auth;

/** The result of an import: how many users had which outcome. Immutable. Created by Plinth only. */
public interface ImportReport {

    /** {@return the number of users that were created} */
    long created();

    /** {@return the number of users that already existed} */
    long alreadyExisted();

    /** {@return the number of users that could not be created} */
    long failed();

    /**
     * {@return the number of users that were skipped because an earlier run had completed them, according to the
     * journal}
     */
    long resumed();
}
