package dev.plinth.testkit.internal.auth;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** {@code GET /admin/users}: pages, newest first unless asked otherwise. */
final class AdminUserList {
    private final AuthCore core;
    private final Bearers bearers;

    AdminUserList(AuthCore core, Bearers bearers) {
        this.core = core;
        this.bearers = bearers;
    }

    AuthReply handle(Call call) {
        Pages pages = Pages.of(call.request());
        boolean ascending = ascending(call.request().parameters().getOrDefault("sort", List.of()));
        String aud = bearers.audience(call);
        String filter = call.request().parameter("filter");
        UserTable users = core.state().users;
        boolean everybody = filter.isEmpty() && users.allOf(aud);
        Pattern like = like("%" + filter + "%", 0);
        Pattern ilike = like("%" + filter + "%", Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
        UserTable.Page page = users.page(
                user -> user.aud.equals(aud) && (filter.isEmpty() || matches(user, like, ilike)),
                everybody,
                ascending,
                pages.offset(),
                pages.size());
        ObjectNode body = AdminUsers.nothing();
        ArrayNode items = body.putArray("users");
        page.users().forEach(user -> items.add(UserJson.listItem(user)));
        body.put("aud", aud);
        return pages.headers(AuthReply.ok(body), call.request(), page.total());
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
            if (!parts[0].equals("created_at")) {
                throw AuthError.invalid("Bad Sort Parameters: bad field for sort '" + parts[0] + "'");
            }
            String direction = parts.length < 2 ? "desc" : parts[1].toLowerCase(Locale.ROOT);
            if (!direction.equals("asc") && !direction.equals("desc")) {
                throw AuthError.invalid("Bad Sort Parameters: bad direction for sort '" + parts[1]
                        + "', only 'asc' and 'desc' allowed");
            }
            first = first.isEmpty() ? direction : first;
        }
        return first.equals("asc");
    }
}
