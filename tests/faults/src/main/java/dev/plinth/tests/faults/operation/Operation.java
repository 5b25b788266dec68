package dev.plinth.tests.faults.operation;

/**
 * One thing that the SDK is asked to do.
 *
 * @param group what it is told under
 * @param name what it does
 * @param requests how many of the requests that it takes are tried
 * @param chunks in how many chunks it sends its content, each a request after the first; 0 if it does not
 * @param setup makes what has to be there first
 */
public record Operation(Group group, String name, int requests, int chunks, Setup setup) {

    /** What operations are told under. */
    public enum Group {
        USERS("users"),
        SIGN_IN("sign-in"),
        BUCKETS("buckets"),
        UPLOADS("uploads"),
        DOWNLOADS("downloads"),
        OBJECTS("objects"),
        S3("S3") {
            @Override
            public void ping(Client client) {
                client.pingS3();
            }

            @Override
            public boolean closesConnections() {
                return false;
            }
        },
        S3_ASYNC("S3, async") {
            @Override
            public void ping(Client client) throws Exception {
                client.pingS3Async();
            }
        };

        private final String title;

        Group(String title) {
            this.title = title;
        }

        /** Returns the name that readers see. */
        public String title() {
            return title;
        }

        /** Tells whether AWS's clients do it. */
        public boolean isS3() {
            return this == S3 || this == S3_ASYNC;
        }

        /** Tells whether closing the client ends its connections. The JDK keeps those of its own for a while. */
        public boolean closesConnections() {
            return true;
        }

        /** Makes a small call with the client of this group. */
        public void ping(Client client) throws Exception {
            client.ping();
        }
    }

    /** Makes what has to be there before the call. */
    @FunctionalInterface
    public interface Setup {
        Trial on(Site site, String mark) throws Exception;
    }

    static Operation of(Group group, String name, Setup setup) {
        return new Operation(group, name, 1, 0, setup);
    }

    /** Returns the same operation, with faults in each of its first requests. */
    Operation inEach(int first) {
        return new Operation(group, name, first, chunks, setup);
    }

    /** Returns the same operation, whose second request and those after it are so many chunks. */
    Operation inChunks(int number) {
        return new Operation(group, name, requests, number, setup);
    }
}
