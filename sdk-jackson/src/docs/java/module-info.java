/** Jackson modules that write Plinth's values as JSON. The jar is an automatic module; this descriptor is for the Javadoc only. */
module dev.plinth.jackson {
    requires transitive dev.plinth.core;
    requires transitive com.fasterxml.jackson.databind;
    requires transitive tools.jackson.databind;
    requires static org.jspecify;

    exports dev.plinth.jackson;
}
