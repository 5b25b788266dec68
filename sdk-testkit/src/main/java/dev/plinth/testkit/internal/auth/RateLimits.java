package dev.plinth.testkit.internal.auth;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Routes;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** Request limits: a bucket for each route and client; without a header that names the client there are none. */
record RateLimits(AuthCore core, Map<String, Bucket> buckets) {
    private static final int BURST = 30;
    private static final Duration FIVE_MINUTES = Duration.ofMinutes(5);

    /** What is left of a client's allowance, whether the last one to ask got something, and when that was. */
    record Bucket(double left, boolean taken, Instant at) {}

    RateLimits(AuthCore core) {
        this(core, new ConcurrentHashMap<>());
    }

    void clear() {
        buckets.clear();
    }

    Routes.Check of(String route, String setting) {
        return call -> take(route, call, core.settings.number(setting), FIVE_MINUTES, BURST);
    }

    Routes.Check perMinute(String route, int rate) {
        return call -> take(route, call, rate, Duration.ofMinutes(1), BURST);
    }

    void token(Call request) {
        take("token", request, core.settings.number("RATE_LIMIT_TOKEN_REFRESH"), FIVE_MINUTES, BURST);
    }

    void anonymous(Call request) {
        int rate = core.settings.number("RATE_LIMIT_ANONYMOUS_USERS");
        take("anonymous", request, rate, Duration.ofHours(1), rate);
    }

    private void take(String route, Call request, double rate, Duration per, int burst) {
        String header = core.settings.text("RATE_LIMIT_HEADER");
        String client =
                header.isEmpty() ? "" : request.header(header).split(",", -1)[0].trim();
        if (client.isEmpty()) {
            return;
        }
        Instant now = core.now();
        double perSecond = rate / per.toSeconds();
        Bucket after = buckets.compute(route + " " + client, (key, before) -> {
            double left = before == null ? burst : refilled(before, now, perSecond, burst);
            return new Bucket(left < 1 ? left : left - 1, left >= 1, now);
        });
        if (!after.taken()) {
            throw AuthError.of(429, "over_request_rate_limit", "Request rate limit reached");
        }
    }

    private static double refilled(Bucket before, Instant now, double perSecond, int burst) {
        double seconds = Duration.between(before.at(), now).toMillis() / 1000.0;
        return Math.min(burst, before.left() + seconds * perSecond);
    }
}
