/** An embedded platform and a JUnit extension for tests. */
@org.jspecify.annotations.NullMarked
module dev.plinth.testkit {
    requires java.xml;
    requires com.fasterxml.jackson.annotation;
    requires com.fasterxml.jackson.core;
    requires com.fasterxml.jackson.databind;
    requires org.eclipse.jetty.http;
    requires org.eclipse.jetty.io;
    requires org.eclipse.jetty.server;
    requires org.eclipse.jetty.util;
    requires org.bouncycastle.provider;
    requires static transitive org.junit.jupiter.api;
    requires static org.jspecify;
    requires org.slf4j;

    exports dev.plinth.testkit;
    exports dev.plinth.testkit.junit;
    exports dev.plinth.testkit.spi;

    opens dev.plinth.testkit.internal.auth.model to
            com.fasterxml.jackson.databind;

    uses dev.plinth.testkit.spi.IcebergCatalogFactory;
}
