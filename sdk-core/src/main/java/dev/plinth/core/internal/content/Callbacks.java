package dev.plinth.core.internal.content;

import org.slf4j.Logger;

/** Runs what programs gave us to run: listeners, observers, actions. Whatever these throw must not break our own work. */
public final class Callbacks {

    private Callbacks() {}

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
