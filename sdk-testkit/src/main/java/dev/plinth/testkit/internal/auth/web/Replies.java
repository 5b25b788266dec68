package dev.plinth.testkit.internal.auth.web;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The responses of the Auth server. */
public final class Replies {
    private Replies() {}

    public static Reply ok(JsonNode body) {
        return Reply.of(200, "application/json", Json.bytes(body));
    }

    public static Reply nothing() {
        return ok(Json.object());
    }

    public static Reply redirect(int status, String location) {
        String words = status == 303 ? "See Other" : "Found";
        String target = location.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
        return Reply.text(status, "text/html; charset=utf-8", "<a href=\"" + target + "\">" + words + "</a>.\n\n")
                .header("Location", location);
    }

    /** Adds a query to an address that may have one, or a fragment, already. */
    public static String appended(String target, String query) {
        int hash = target.indexOf('#');
        String base = hash < 0 ? target : target.substring(0, hash);
        String fragment = hash < 0 ? "" : target.substring(hash);
        return base + (base.indexOf('?') < 0 ? '?' : '&') + query + fragment;
    }

    /** Adds a fragment to an address, with the server's own mark. */
    public static String withFragment(String target, Map<String, String> members) {
        Map<String, String> marked = new TreeMap<>(members);
        marked.put("sb", "");
        return target + "#" + form(marked);
    }

    /** Names and values as a form, by name. */
    public static String form(Map<String, String> members) {
        return new TreeMap<>(members)
                .entrySet().stream()
                        .map(member ->
                                member.getKey() + "=" + URLEncoder.encode(member.getValue(), StandardCharsets.UTF_8))
                        .collect(Collectors.joining("&"));
    }
}
