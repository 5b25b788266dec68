package dev.plinth.examples.shell;

import java.util.Map;
import java.util.concurrent.atomic.AtomicReference;
import jdk.jshell.execution.LocalExecutionControl;
import jdk.jshell.spi.ExecutionControl;
import jdk.jshell.spi.ExecutionControlProvider;
import jdk.jshell.spi.ExecutionEnv;
import org.jspecify.annotations.Nullable;

/** Runs what is typed in this JVM, and shows an exception as one line; {@link #last()} keeps the whole. */
public final class OneLineErrors implements ExecutionControlProvider {

    static final String NAME = "plinth";

    private static final AtomicReference<@Nullable Throwable> LAST = new AtomicReference<>();

    /** Creates the provider. */
    public OneLineErrors() {}

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public ExecutionControl generate(ExecutionEnv environment, Map<String, String> parameters) {
        return new Local();
    }

    /** Prints the last exception with its stack trace. */
    public static void last() {
        Throwable thrown = LAST.get();
        if (thrown == null) {
            System.out.println("(no error yet)");
        } else {
            thrown.printStackTrace(System.out);
        }
    }

    private static final class Local extends LocalExecutionControl {

        @Override
        protected String throwConvertedInvocationException(Throwable cause) throws RunException, InternalException {
            LAST.set(cause);
            throw new UserException(
                    String.valueOf(cause.getMessage()), cause.getClass().getName(), new StackTraceElement[0]);
        }
    }
}
