package dev.plinth.testkit.internal.http;

import org.eclipse.jetty.http.MimeTypes;
import org.eclipse.jetty.server.HttpConfiguration;
import org.eclipse.jetty.server.HttpConnectionFactory;
import org.eclipse.jetty.server.Request;

/**
 * Loads the classes that take longest beside the main thread, while it does something else: Jetty's table of content
 * types alone looks through all locales of the JDK, which is a fifth of the time that the platform takes to start.
 */
public final class WarmUp {
    private WarmUp() {}

    /** Begins to load. */
    public static void begin() {
        Thread thread = new Thread(WarmUp::load, "local-platform-warm-up");
        thread.setDaemon(true);
        thread.start();
    }

    private static void load() {
        MimeTypes.DEFAULTS.getMimeByExtension("page.html");
        Request.LOG.trace("loaded {}", new HttpConnectionFactory(new HttpConfiguration()));
    }
}
