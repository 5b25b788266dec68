package dev.plinth.testkit.internal.platform;

import dev.plinth.testkit.RecordedRequest;
import dev.plinth.testkit.internal.http.Exchange;
import dev.plinth.testkit.internal.http.HttpHandler;
import dev.plinth.testkit.internal.http.Reply;
import java.io.IOException;
import java.io.PrintStream;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.regex.Pattern;

/** The last requests of all ports, newest last. */
public final class RequestLog {
    private static final int KEPT = 2_000;
    private static final Pattern SECRET = Pattern.compile(
            "(?i)\\b(token|refresh_token|access_token|token_hash|code|apikey|state|x-amz-signature|x-amz-security-token)=[^&]*");

    private final Clock clock;
    private final Diagnostics diagnostics;
    private final BlockingDeque<RecordedRequest> last = new LinkedBlockingDeque<>(KEPT);

    RequestLog(Clock clock, Diagnostics diagnostics) {
        this.clock = clock;
        this.diagnostics = diagnostics;
    }

    /** Logs the requests of one project's port. */
    HttpHandler around(String project, HttpHandler next) {
        return exchange -> record(project, exchange, next);
    }

    public List<RecordedRequest> all() {
        return new ArrayList<>(last);
    }

    public void clear() {
        last.clear();
    }

    private Reply record(String project, Exchange exchange, HttpHandler next) throws IOException {
        Instant at = clock.instant();
        long begin = System.nanoTime();
        int status = 0;
        try {
            Reply reply = next.handle(exchange);
            status = reply.status();
            return reply;
        } finally {
            if (!exchange.fullPath().startsWith("/__local")) {
                Duration took = Duration.ofNanos(System.nanoTime() - begin);
                RecordedRequest request = new RecordedRequest(
                        project, exchange.method(), target(exchange), status, at, took, exchange.note());
                while (!last.offerLast(request)) {
                    last.pollFirst();
                }
                diagnostics.answered(request);
            }
        }
    }

    /** Path and query as sent, without the secrets in the query. */
    static String target(Exchange exchange) {
        String query = exchange.rawQuery();
        return query == null
                ? exchange.fullPath()
                : exchange.fullPath() + "?" + SECRET.matcher(query).replaceAll("$1=****");
    }

    /** The output of the platform: internal errors with their stack trace, and a line for each request. */
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

        /** Prints a request that was answered, or whose connection was cut. */
        void answered(RecordedRequest request) {
            if (logging) {
                String status = request.status() == 0 ? "cut" : Integer.toString(request.status());
                String outcome = String.format(
                        Locale.ROOT, "%s %.1f ms", status, request.duration().toNanos() / 1e6);
                out.println(String.join(
                        " ", request.at().toString(), request.project(), request.method(), request.target(), outcome));
            }
        }
    }
}
