/** An embedded platform for tests. */
@org.jspecify.annotations.NullMarked
module dev.plinth.testkit {
    requires com.fasterxml.jackson.databind;
    requires org.eclipse.jetty.server;
    requires static org.junit.jupiter.api;
    requires static org.jspecify;
    requires org.slf4j;

    exports dev.plinth.testkit;
}
