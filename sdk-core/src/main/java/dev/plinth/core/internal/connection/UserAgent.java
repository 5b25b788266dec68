package dev.plinth.core.internal.connection;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Properties;
import org.jspecify.annotations.Nullable;

/** The {@code User-Agent} header of Plinth. */
final class UserAgent {

    static final String NAME_AND_VERSION = "plinth-java/" + version();

    private UserAgent() {}

    static String userAgent(@Nullable String program) {
        String product = NAME_AND_VERSION + " (Java " + Runtime.version().feature() + ")";
        return program == null ? product : program + " " + product;
    }

    private static String version() {
        Properties properties = new Properties();
        try (InputStream in = UserAgent.class.getResourceAsStream("/dev/plinth/core/plinth.properties")) {
            if (in != null) {
                properties.load(in);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("plinth.properties cannot be read", e);
        }
        return properties.getProperty("version", "unknown");
    }
}
