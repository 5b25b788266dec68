/** Metrics and traces of calls for Micrometer. The jar is an automatic module; this descriptor is for the Javadoc only. */
module dev.plinth.micrometer {
    requires transitive dev.plinth.core;
    requires transitive micrometer.core;
    requires transitive micrometer.observation;
    requires micrometer.commons;
    requires org.slf4j;
    requires static org.jspecify;

    exports dev.plinth.micrometer;
}
