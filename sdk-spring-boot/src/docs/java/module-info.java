/** Spring Boot auto-configuration. The jar is an automatic module; this descriptor is for the Javadoc only. */
module dev.plinth.spring.boot {
    requires transitive dev.plinth;
    requires dev.plinth.jackson;
    requires dev.plinth.micrometer;
    requires dev.plinth.s3compat;
    requires dev.plinth.testkit;
    requires com.fasterxml.jackson.databind;
    requires micrometer.core;
    requires micrometer.observation;
    requires okhttp3;
    requires org.slf4j;
    requires reactor.core;
    requires org.reactivestreams;
    requires software.amazon.awssdk.services.s3;
    requires spring.beans;
    requires spring.boot;
    requires spring.boot.actuator;
    requires transitive spring.boot.autoconfigure;
    requires spring.boot.health;
    requires spring.context;
    requires spring.core;
    requires spring.security.core;
    requires spring.security.oauth2.core;
    requires spring.security.oauth2.jose;
    requires spring.security.oauth2.resource.server;
    requires static org.jspecify;

    exports dev.plinth.spring.boot;
}
