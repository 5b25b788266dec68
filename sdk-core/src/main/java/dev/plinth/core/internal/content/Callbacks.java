package dev.plinth.core.internal.content;

import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Runs callbacks of the program: listeners, observers and actions. Their exceptions must not break the call. */
public final class Callbacks {

    private static final Logger PROGRESS = LoggerFactory.getLogger("dev.plinth.progress");

    private Callbacks() {}

    /** Notifies a progress listener. Returns false if it threw an exception, which is logged. */
    public static boolean notifyProgress(Runnable listener) {
        return run(listener, PROGRESS, "a progress listener");
    }

    /**
     * Runs a callback and logs what it throws.
     *
     * @return false if it threw
     */
    public static boolean run(Runnable callback, Logger log, String name) {
        try {
            callback.run();
            return true;
        } catch (VirtualMachineError e) {
            throw e;
        } catch (Throwable e) {
            log.warn("{} threw an exception; the call continues", name, e);
            return false;
        }
    }
}
