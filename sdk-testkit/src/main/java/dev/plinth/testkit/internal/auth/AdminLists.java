package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.auth.model.AuthState.AuditEntry;
import dev.plinth.testkit.internal.auth.model.User;
import dev.plinth.testkit.internal.auth.model.UserJson;
import dev.plinth.testkit.internal.auth.model.UserTable;
import dev.plinth.testkit.internal.auth.web.Call;
import dev.plinth.testkit.internal.auth.web.Pages;
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The lists that an admin reads page by page: users, newest first unless asked otherwise, and the audit log. */
record AdminLists(AuthCore core) {
    Reply users(Call call) {
        Pages pages = Pages.of(call);
        boolean ascending = ascending(call.parameters().getOrDefault("sort", List.of()));
        String aud = core.bearers.audience(call);
        String filter = call.parameter("filter");
        UserTable users = core.state.users;
        Pattern like = like("%" + filter + "%", 0);
        Pattern ilike = like("%" + filter + "%", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        UserTable.Page page = users.page(
                filter.isEmpty() && users.allOf(aud)
                        ? null
                        : user -> user.aud.equals(aud) && (filter.isEmpty() || matches(user, like, ilike)),
                ascending,
                pages.offset(),
                pages.size());
        ObjectNode body = Json.object();
        ArrayNode items = body.putArray("users");
        page.users().forEach(user -> items.add(UserJson.listItem(user)));
        body.put("aud", aud);
        return pages.headers(Replies.ok(body), call, page.total());
    }

    private static boolean matches(User user, Pattern like, Pattern ilike) {
        JsonNode name = user.userMetadata.path("full_name");
        return (!user.email.isEmpty() && like.matcher(user.email).matches())
                || (name.isTextual() && ilike.matcher(name.textValue()).matches());
    }

    /** A pattern of SQL's LIKE: a percent sign for anything, an underscore for one character, a backslash escapes. */
    static Pattern like(String text, int flags) {
        StringBuilder regex = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '\\' && i + 1 < text.length()) {
                i++;
                regex.append(Pattern.quote(String.valueOf(text.charAt(i))));
                continue;
            }
            regex.append(c == '%' ? ".*" : c == '_' ? "." : Pattern.quote(String.valueOf(c)));
        }
        return Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
    }

    private static boolean ascending(List<String> sorts) {
        String first = "";
        for (String sort : sorts) {
            if (sort.isEmpty()) {
                continue;
            }
            String[] parts = sort.split(" ", 2);
            AuthError.invalidIf(
                    !parts[0].equals("created_at"), "Bad Sort Parameters: bad field for sort '" + parts[0] + "'");
            String direction = parts.length < 2 ? "desc" : parts[1].toLowerCase(Locale.ROOT);
            AuthError.invalidIf(
                    !direction.equals("asc") && !direction.equals("desc"),
                    "Bad Sort Parameters: bad direction for sort '" + parts[parts.length - 1]
                            + "', only 'asc' and 'desc' allowed");
            first = first.isEmpty() ? direction : first;
        }
        return first.equals("asc");
    }

    Reply audit(Call call) {
        Pages pages = Pages.of(call);
        Predicate<AuditEntry> wanted = wanted(call.parameter("query"));
        List<AuditEntry> all = core.state.audit.stream().filter(wanted).toList();
        ArrayNode body = Json.array();
        all.stream()
                .skip(pages.offset())
                .limit(pages.size())
                .forEach(entry -> body.addObject()
                        .put("id", entry.id().toString())
                        .put("created_at", entry.at().toString())
                        .put("ip_address", "")
                        .set("payload", entry.payload()));
        return pages.headers(Replies.ok(body), call, all.size());
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
        AuthError.invalidIf(parts.length < 2 || members.isEmpty(), "Invalid query scope: " + query);
        Pattern like = like(parts[1], Pattern.CASE_INSENSITIVE);
        return entry -> members.stream()
                .anyMatch(member ->
                        like.matcher(entry.payload().path(member).asText("")).find());
    }
}
