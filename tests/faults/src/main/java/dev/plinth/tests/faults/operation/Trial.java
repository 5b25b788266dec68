package dev.plinth.tests.faults.operation;

/** One call, set up to be tried once. */
public interface Trial {

    /** Runs the call. Throws {@link WrongResultException} if it returns, but not what it should. */
    void call(Client client) throws Exception;

    /** Looks at the platform, not through the proxy. */
    Effect effect() throws Exception;

    /** A call of the SDK. */
    @FunctionalInterface
    interface Call {
        void with(Client client) throws Exception;
    }

    /** A look at the platform. */
    @FunctionalInterface
    interface Look {
        Effect at() throws Exception;
    }

    /** Returns a call that changes nothing. */
    static Trial reading(Call call) {
        return changing(call, () -> Effect.NONE);
    }

    /** Returns a call that changes something. */
    static Trial changing(Call call, Look look) {
        return new Trial() {
            @Override
            public void call(Client client) throws Exception {
                call.with(client);
            }

            @Override
            public Effect effect() throws Exception {
                return look.at();
            }
        };
    }
}
