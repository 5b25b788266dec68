package dev.plinth.testkit.internal.local;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.Fault;
import dev.plinth.testkit.internal.json.Json;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Faults as JSON: {@code [{"method","path","kind","amount","body","delayMillis","after","times"}]}. */
final class FaultJson {
    private FaultJson() {}

    /** Reads one fault or several; an {@link IllegalArgumentException} says what is wrong. */
    static List<Fault> parse(JsonNode body) {
        List<Fault> faults = new ArrayList<>();
        if (body.isArray()) {
            body.forEach(node -> faults.add(fault(node)));
        } else {
            faults.add(fault(body));
        }
        return faults;
    }

    static ArrayNode json(List<Fault> faults) {
        ArrayNode all = Json.array();
        for (Fault fault : faults) {
            ObjectNode node = all.addObject()
                    .put("method", fault.method())
                    .put("path", fault.path())
                    .put("kind", name(fault.kind()))
                    .put("amount", fault.amount());
            fault.body().ifPresent(body -> node.put("body", body));
            fault.delay().ifPresent(delay -> node.put("delayMillis", delay.toMillis()));
            node.put("after", fault.skipped()).put("times", fault.count());
        }
        return all;
    }

    private static Fault fault(JsonNode node) {
        if (!node.path("path").isTextual()) {
            throw new IllegalArgumentException("a fault needs a 'path'");
        }
        Optional<String> body =
                node.path("body").isTextual() ? Optional.of(node.path("body").asText()) : Optional.empty();
        Optional<Duration> delay = node.path("delayMillis").isNumber()
                ? Optional.of(Duration.ofMillis(node.path("delayMillis").asLong()))
                : Optional.empty();
        return Fault.on(node.path("method").asText("*"), node.path("path").asText())
                .of(kind(node.path("kind").asText()), node.path("amount").asLong(), body, delay)
                .after(node.path("after").asInt(0))
                .times(node.path("times").asInt(1));
    }

    private static Fault.Kind kind(String name) {
        List<String> names = new ArrayList<>();
        for (Fault.Kind kind : Fault.Kind.values()) {
            if (name(kind).equals(name)) {
                return kind;
            }
            names.add(name(kind));
        }
        throw new IllegalArgumentException("unknown fault '" + name + "'; there are: " + String.join(", ", names));
    }

    private static String name(Fault.Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
