package dev.plinth.tests.faults.judge;

/** What came of a run. */
public enum Outcome {
    /** The result is right, and so is the platform's state. */
    IDENTICAL("identical", true),
    /** The call failed with one of the SDK's exceptions, which says nothing that is not so. */
    TYPED_ERROR("typed error", true),
    /** The call reports success, but its result or the platform's state is another. */
    WRONG("wrong", false),
    /** The error says that it is not done, but it is. */
    MISLEADING("misleading", false),
    /** The call failed with an exception that is not one of the SDK's. */
    UNTYPED("untyped", false),
    /** The call did not end within a multiple of its limits. */
    HANG("hang", false),
    /** The next call did not work, or a connection was left. */
    LEAK("leak", false),
    /** The row itself could not be run. */
    BROKEN("not run", false);

    private final String title;
    private final boolean acceptable;

    Outcome(String title, boolean acceptable) {
        this.title = title;
        this.acceptable = acceptable;
    }

    /** Returns the name that readers see. */
    public String title() {
        return title;
    }

    /** Tells whether users can live with it. */
    public boolean acceptable() {
        return acceptable;
    }
}
