/** Tests of Spring Boot applications. The jar is an automatic module; this descriptor is for the Javadoc only. */
module dev.plinth.spring.boot.test {
    requires transitive dev.plinth.spring.boot;
    requires transitive dev.plinth.testkit;
    requires spring.beans;
    requires spring.context;
    requires spring.core;
    requires spring.test;
    requires static org.jspecify;

    exports dev.plinth.spring.boot.test;
}
