package dev.plinth.tests.stack;

import dev.plinth.core.AccessToken;
import dev.plinth.core.Connection;
import dev.plinth.core.ConnectionOptions;
import dev.plinth.core.internal.connection.LiveConnection;
import java.util.function.Consumer;
import org.junit.jupiter.api.Assumptions;

/** The two ways to a project. */
public enum Way {
    /** Straight, with the key that may do everything. */
    DIRECT {
        @Override
        public boolean available(Stack stack) {
            return true;
        }

        @Override
        public Connection connect(Stack stack, Consumer<ConnectionOptions> options) {
            return Connection.toProject(stack.projectUrl(), stack.serviceKey(), o -> {
                stack.serviceUrl("authUrl").ifPresent(o::authUrl);
                stack.serviceUrl("storageUrl").ifPresent(o::storageUrl);
                options.accept(o);
            });
        }
    },
    /** Through the platform's control plane. */
    CONTROL_PLANE {
        @Override
        public boolean available(Stack stack) {
            return stack.platformUrl().isPresent()
                    && stack.platformToken().isPresent()
                    && stack.projectRef().isPresent();
        }

        @Override
        public Connection connect(Stack stack, Consumer<ConnectionOptions> options) {
            Assumptions.assumeTrue(available(stack), "the stack has no control plane");
            Connection platform = Connection.toPlatform(
                    stack.platformUrl().orElseThrow(),
                    AccessToken.of(stack.platformToken().orElseThrow()),
                    options);
            return LiveConnection.of(platform)
                    .project(stack.projectRef().orElseThrow())
                    .owned();
        }
    };

    /** Tells whether the stack has this way. */
    public abstract boolean available(Stack stack);

    /** Opens a connection to the stack's project; whoever gets it closes it. A test is left out where the way is none. */
    public abstract Connection connect(Stack stack, Consumer<ConnectionOptions> options);
}
