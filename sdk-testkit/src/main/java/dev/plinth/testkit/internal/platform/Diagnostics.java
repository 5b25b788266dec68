package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.RecordedRequest;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Locale;

/** What the platform prints while it runs: internal errors with their stack trace, and a line for each request. */
record Diagnostics(PrintStream out, boolean quiet, boolean logging) {
    /** Prints why a request was answered with an internal error. */
    void failed(String method, String target, Throwable failure) {
        if (!quiet) {
            StringWriter text = new StringWriter();
            failure.printStackTrace(new PrintWriter(text, true));
            out.print("plinth-local-platform: internal error in " + method + " " + target + "\n" + text);
            out.flush();
        }
    }

    /** Prints a request that was answered, or cut off. */
    void answered(RecordedRequest request) {
        if (logging) {
            out.println(String.join(
                    " ",
                    request.at().toString(),
                    request.project(),
                    request.method(),
                    request.target(),
                    request.status() == 0 ? "cut" : Integer.toString(request.status()),
                    String.format(Locale.ROOT, "%.1f ms", request.duration().toNanos() / 1e6)));
        }
    }
}
