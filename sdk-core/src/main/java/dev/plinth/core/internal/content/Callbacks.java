package dev.plinth.core.internal.content;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs what programs gave us to run: listeners, observers, actions. Whatever these throw must not break our own work. */
public final class Callbacks {

    private static final Logger PROGRESS = LoggerFactory.getLogger("dev.plinth.progress");

    private Callbacks() {}

    /** Tells a progress listener; false if it threw, which is logged. */
    public static boolean tellProgress(Runnable listener) {
        return run(listener, PROGRESS, "a progress listener");
    }

    /**
     * Runs a callback; what it throws is logged.
     *
     * @return false if it threw
     */
    public static boolean run(Runnable callback, Logger log, String what) {
        try {
            callback.run();
            return true;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            log.warn("{} threw; the call goes on", what, e);
            return false;
        }
    }
}
