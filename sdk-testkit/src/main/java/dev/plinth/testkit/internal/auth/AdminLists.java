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
import dev.plinth.testkit.internal.auth.web.Replies;
import dev.plinth.testkit.internal.http.Percent;
import dev.plinth.testkit.internal.http.Reply;
import dev.plinth.testkit.internal.json.Json;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** The lists that an admin reads page by page: users, newest first unless asked otherwise, and the audit log. */
record AdminLists(AuthCore core) {
    private static final Pattern LIKE_PARTS = Pattern.compile("(?s)\\\\.|[^\\\\%_]+|.");

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
    private static Pattern like(String text, int flags) {
        String regex = LIKE_PARTS.matcher(text).replaceAll(part -> switch (part.group()) {
            case "%" -> ".*";
            case "_" -> ".";
            default -> Matcher.quoteReplacement(Pattern.quote(part.group().replaceFirst("^\\\\(?=.)", "")));
        });
        return Pattern.compile(regex, flags | Pattern.DOTALL);
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

    /** The page that is asked for: its number, from 1 (0 is the first one too), and its size. */
    private record Pages(long number, long size) {
        private static final long DEFAULT_SIZE = 50;

        static Pages of(Call request) {
            long size = parsed(request.parameter("per_page"), DEFAULT_SIZE);
            long number = parsed(request.parameter("page"), 1);
            if (size == 0) {
                throw AuthError.panic("Internal Server Error");
            }
            return new Pages(number, size);
        }

        long offset() {
            return number == 0 ? 0 : Math.multiplyExact(number - 1, size);
        }

        /** Adds headers with the total, and links to the next and the last page. */
        Reply headers(Reply reply, Call request, long total) {
            long last = (total + size - 1) / size;
            String link = number < last ? link(request, number + 1, "next") + ", " : "";
            return reply.header("Link", link + link(request, last, "last"))
                    .header("X-Total-Count", Long.toString(total));
        }

        private static String link(Call request, long page, String relation) {
            Map<String, List<String>> parameters = new TreeMap<>(request.parameters());
            parameters.put("page", List.of(Long.toString(page)));
            String query = parameters.entrySet().stream()
                    .flatMap(named -> named.getValue().stream().map(value -> encoded(named.getKey(), value)))
                    .collect(Collectors.joining("&"));
            return "<" + request.path() + "?" + query + ">; rel=\"" + relation + "\"";
        }

        private static String encoded(String name, String value) {
            return (Percent.encode(name) + "=" + Percent.encode(value)).replace("%20", "+");
        }

        private static long parsed(String text, long otherwise) {
            if (text.isEmpty()) {
                return otherwise;
            }
            AuthError.invalidIf(
                    !text.matches("[0-9]{1,18}"),
                    "Bad Pagination Parameters: strconv.ParseUint: parsing \"" + text + "\": invalid syntax");
            return Long.parseLong(text);
        }
    }
}
