package dev.plinth.tests.faults.fault;

import dev.plinth.tests.faults.proxy.Script;
import dev.plinth.tests.faults.wire.Head;
import dev.plinth.tests.faults.wire.Message;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Stream;

/** Statuses of servers and of the proxies before them that say "not now", with each form of {@code Retry-After}. */
final class Statuses {

    private static final List<Integer> PASSING =
            List.of(408, 425, 429, 500, 502, 503, 504, 520, 521, 522, 523, 524, 525, 526, 527, 530, 599);

    private static final Map<String, Supplier<String>> RETRY_AFTER = retryAfter();

    private Statuses() {}

    private static Map<String, Supplier<String>> retryAfter() {
        Map<String, Supplier<String>> forms = new LinkedHashMap<>();
        forms.put("0", () -> "0");
        forms.put("1", () -> "1");
        forms.put(
                "date",
                () -> DateTimeFormatter.RFC_1123_DATE_TIME.format(
                        ZonedDateTime.now(ZoneOffset.UTC).plusSeconds(1)));
        forms.put("past date", () -> "Sun, 06 Nov 1994 08:49:37 GMT");
        forms.put("negative", () -> "-5");
        forms.put("huge", () -> "99999999999999999999");
        forms.put("garbage", () -> "soon");
        return forms;
    }

    static Stream<Fault> all() {
        return PASSING.stream().flatMap(status -> Stream.concat(notDone(status), done(status)));
    }

    private static Stream<Fault> notDone(int status) {
        Fault plain = fault(status, "", () -> "", false);
        Stream<Fault> forms = RETRY_AFTER.entrySet().stream()
                .map(form -> fault(status, ", Retry-After " + form.getKey(), form.getValue(), false));
        Stream<Fault> always = status == 429 || status == 503
                ? Stream.of(
                        plain.always(),
                        fault(status, ", Retry-After 0", () -> "0", false).always())
                : status == 500 || status == 521 ? Stream.of(plain.always()) : Stream.empty();
        return Stream.of(Stream.of(plain), forms, always).flatMap(s -> s);
    }

    /** Whoever says so may have passed the request on. */
    private static Stream<Fault> done(int status) {
        return status == 429 || status == 425
                ? Stream.empty()
                : Stream.of(fault(status, "", () -> "", true), fault(status, ", Retry-After 0", () -> "0", true));
    }

    private static Fault fault(int status, String form, Supplier<String> retryAfter, boolean done) {
        String group = done ? "done, but answered with " + range(status) : "answered with " + range(status);
        Script script = (x, dice) -> {
            if (done) {
                x.forward();
            } else {
                x.request();
            }
            x.answer(answer(status, retryAfter.get()));
        };
        return Fault.onRequest(group, status + form, script);
    }

    private static String range(int status) {
        return status < 500 ? "408, 425, 429" : status < 520 ? "500, 502, 503, 504" : "520–527, 530, 599";
    }

    private static Message answer(int status, String retryAfter) {
        Message plain = status < 502
                ? Message.response(status, "application/json", "{\"message\":\"made up\"}")
                : Message.response(status, "text/html", "<html><body>made up</body></html>");
        Head head = plain.head();
        return plain.with(retryAfter.isEmpty() ? head : head.with("Retry-After", retryAfter));
    }
}
