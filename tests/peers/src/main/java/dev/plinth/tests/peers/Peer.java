package dev.plinth.tests.peers;

import dev.plinth.tests.faults.operation.Effect;
import dev.plinth.tests.faults.operation.Operation;
import dev.plinth.tests.faults.operation.Operation.Group;
import dev.plinth.tests.faults.operation.Site;

/**
 * Something that a client is asked to do.
 *
 * @param client the client, with its version
 * @param name what it does
 * @param requests in how many of its requests a fault happens
 * @param setup makes what has to be there first
 */
record Peer(String client, String name, int requests, Setup setup) {

    /** Makes what has to be there, and returns the call. */
    @FunctionalInterface
    interface Setup {
        Call on(Site site, String mark) throws Exception;
    }

    /** One call, and what the platform's state says of it. */
    interface Call {

        /** Makes the call through a proxy. Throws if it does not return what it should. */
        void through(String url) throws Exception;

        /** Looks at the platform, not through the proxy. */
        Effect effect() throws Exception;
    }

    /** Returns the operation that stands for it in a row. */
    Operation operation() {
        return new Operation(Group.UPLOADS, client + ", " + name, requests, 0, (site, mark) -> {
            throw new IllegalStateException("a peer has no trial");
        });
    }
}
