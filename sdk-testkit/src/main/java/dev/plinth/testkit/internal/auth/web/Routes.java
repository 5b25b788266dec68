package dev.plinth.testkit.internal.auth.web;

import dev.plinth.testkit.internal.auth.model.AuthState;
import dev.plinth.testkit.internal.http.Reply;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A tree of paths. A group is entered with anything beneath its path, known or not, and its checks come before the
 * answer that there is no such route; only groups take a trailing slash.
 */
public final class Routes {
    private static final Set<String> METHODS =
            Set.of("GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS", "TRACE", "CONNECT");

    /** Answers a call. */
    @FunctionalInterface
    public interface Handler {
        /** The answer; errors are thrown. */
        Reply handle(Call call);
    }

    /** Lets a call pass, or throws. */
    @FunctionalInterface
    public interface Check {
        /** Throws what is to be answered instead. */
        void accept(Call call);
    }

    private record Endpoint(Handler handler, boolean locked, List<Check> checks) {}

    /** A place in the tree. */
    private static final class Node {
        final Map<String, Node> children = new HashMap<>();
        final Map<String, Endpoint> endpoints = new LinkedHashMap<>();
        final List<Check> checks = new ArrayList<>();
        String parameter = "";

        @Nullable
        Node any;

        boolean group;

        Node child(String segment) {
            if (!segment.startsWith("{")) {
                return children.computeIfAbsent(segment, key -> new Node());
            }
            Node child = any == null ? new Node() : any;
            child.parameter = segment.substring(1, segment.length() - 1);
            any = child;
            return child;
        }
    }

    private final AuthState state;
    private final Node root = new Node();

    public Routes(AuthState state) {
        this.state = state;
    }

    public Routes group(String path, Check... checks) {
        Node node = node(path);
        node.group = true;
        node.checks.addAll(List.of(checks));
        return this;
    }

    /** A handler that runs with the state's lock held. */
    public Routes on(String method, String path, Handler handler, Check... checks) {
        node(path).endpoints.put(method, new Endpoint(handler, true, List.of(checks)));
        return this;
    }

    /** A handler that takes the lock itself, for it has something slow to do as well. */
    public Routes slow(String method, String path, Handler handler, Check... checks) {
        node(path).endpoints.put(method, new Endpoint(handler, false, List.of(checks)));
        return this;
    }

    public Reply handle(Call call) {
        if (!METHODS.contains(call.method())) {
            return Reply.of(405);
        }
        List<Check> checks = new ArrayList<>();
        Node node = find(call, checks);
        if (node == null || node.endpoints.isEmpty()) {
            return checked(checks, call, Routes::notFound);
        }
        Endpoint endpoint = node.endpoints.get(call.method());
        if (endpoint == null) {
            String allowed = String.join(", ", node.endpoints.keySet());
            return checked(checks, call, refused -> Reply.of(405).header("Allow", allowed));
        }
        checks.addAll(endpoint.checks());
        if (endpoint.locked()) {
            return checked(checks, call, endpoint.handler());
        }
        checked(checks, call, passed -> Reply.of(200));
        return endpoint.handler().handle(call);
    }

    private Reply checked(List<Check> checks, Call call, Handler handler) {
        return state.locked(() -> {
            checks.forEach(check -> check.accept(call));
            return handler.handle(call);
        });
    }

    private @Nullable Node find(Call call, List<Check> checks) {
        Node node = root;
        String[] segments = call.path().substring(1).split("/", -1);
        for (int i = 0; i < segments.length; i++) {
            if (segments[i].isEmpty() && i == segments.length - 1 && node.group) {
                return node;
            }
            Node next = node.children.get(segments[i]);
            if (next == null && node.any != null && !segments[i].isEmpty()) {
                next = node.any;
                call.param(next.parameter, segments[i]);
            }
            if (next == null) {
                return null;
            }
            node = next;
            checks.addAll(node.checks);
        }
        return node;
    }

    private Node node(String path) {
        Node node = root;
        for (String segment : path.substring(1).split("/", -1)) {
            node = node.child(segment);
        }
        return node;
    }

    private static Reply notFound(Call call) {
        return Reply.text(404, "text/plain; charset=utf-8", "404 page not found\n");
    }
}
