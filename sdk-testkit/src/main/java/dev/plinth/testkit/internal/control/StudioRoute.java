package dev.plinth.testkit.internal.control;

import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import java.io.IOException;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One path of Studio's: its methods, and those that it says it allows. */
final class StudioRoute {
    /** Answers a call. */
    @FunctionalInterface
    interface Handler {
        Reply handle(StudioCall call) throws IOException;
    }

    private final String[] template;
    private final List<String> allowed;
    private final Map<String, Handler> handlers = new LinkedHashMap<>();

    private StudioRoute(String template, List<String> allowed) {
        this.template = template.split("/", -1);
        this.allowed = allowed;
    }

    static StudioRoute of(String template, String... allowed) {
        return new StudioRoute(template, List.of(allowed));
    }

    StudioRoute on(String method, Handler handler) {
        handlers.put(method, handler);
        return this;
    }

    Optional<Handler> handler(String method) {
        return Optional.ofNullable(handlers.get(method));
    }

    List<String> allowed() {
        return allowed;
    }

    /** The values of the path's variables, if it fits. */
    Optional<Map<String, String>> match(String path) {
        String[] segments = path.split("/", -1);
        if (segments.length != template.length) {
            return Optional.empty();
        }
        Map<String, String> params = new HashMap<>();
        for (int i = 0; i < segments.length; i++) {
            if (template[i].startsWith("{")) {
                params.put(
                        template[i].substring(1, template[i].length() - 1),
                        Percent.decode(segments[i]).orElse(segments[i]));
            } else if (!template[i].equals(segments[i])) {
                return Optional.empty();
            }
        }
        return Optional.of(params);
    }

    /** Literal paths come before those with variables. */
    int variables() {
        int count = 0;
        for (String segment : template) {
            count += segment.startsWith("{") ? 1 : 0;
        }
        return count;
    }
}
