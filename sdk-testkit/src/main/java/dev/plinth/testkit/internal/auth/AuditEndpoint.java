package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** {@code GET /admin/audit}. */
final class AuditEndpoint {
    private final AuthCore core;

    AuditEndpoint(AuthCore core) {
        this.core = core;
    }

    AuthReply list(Call call) {
        Pages pages = Pages.of(call.request());
        Predicate<AuditEntry> wanted = wanted(call.request().parameter("query"));
        List<AuditEntry> all = core.state().audit.stream().filter(wanted).toList();
        ArrayNode body = JsonNodeFactory.instance.arrayNode();
        all.stream()
                .skip(pages.offset())
                .limit(pages.size())
                .forEach(entry -> body.addObject()
                        .put("id", entry.id().toString())
                        .put("created_at", entry.at().toString())
                        .put("ip_address", "")
                        .set("payload", entry.payload()));
        return pages.headers(AuthReply.ok(body), call.request(), all.size());
    }

    private static Predicate<AuditEntry> wanted(String query) {
        if (query.isEmpty()) {
            return entry -> true;
        }
        String[] parts = query.split(":", 2);
        List<String> members = switch (parts[0]) {
            case "author" -> List.of("actor_username", "actor_name");
            case "action" -> List.of("action");
            case "type" -> List.of("log_type");
            default -> List.<String>of();
        };
        if (parts.length < 2 || members.isEmpty()) {
            throw AuthError.invalid("Invalid query scope: " + query);
        }
        Pattern like = AdminUserList.like(parts[1], Pattern.CASE_INSENSITIVE);
        return entry -> members.stream()
                .anyMatch(member ->
                        like.matcher(entry.payload().path(member).asText("")).find());
    }
}
