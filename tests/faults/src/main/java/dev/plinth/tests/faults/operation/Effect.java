package dev.plinth.tests.faults.operation;

/** What the platform's state says of a call afterwards. */
public enum Effect {
    /** The call changes nothing. */
    NONE,
    /** It is done. */
    DONE,
    /** All is as it was before. */
    NOT_DONE,
    /** It is neither as it was nor as it should be. */
    OTHER
}
