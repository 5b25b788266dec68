package dev.plinth.testkit.internal.auth.web;

import dev.plinth.testkit.internal.auth.model.AuthError;
import dev.plinth.testkit.internal.http.Reply;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Which page of a list is asked for.
 *
 * @param number from 1; 0 is the first one too
 * @param size how many a page has
 */
public record Pages(long number, long size) {
    private static final long DEFAULT_SIZE = 50;

    public static Pages of(Call request) {
        long size = parsed(request.parameter("per_page"), DEFAULT_SIZE);
        long number = parsed(request.parameter("page"), 1);
        if (size == 0) {
            throw AuthError.panic("Internal Server Error");
        }
        return new Pages(number, size);
    }

    public long offset() {
        return number == 0 ? 0 : Math.multiplyExact(number - 1, size);
    }

    /** Headers that tell how many there are, and where the next and the last page is. */
    public Reply headers(Reply reply, Call request, long total) {
        long last = (total + size - 1) / size;
        String link = number < last ? link(request, number + 1, "next") + ", " : "";
        return reply.header("Link", link + link(request, last, "last")).header("X-Total-Count", Long.toString(total));
    }

    private static String link(Call request, long page, String relation) {
        Map<String, List<String>> parameters = new TreeMap<>(request.parameters());
        parameters.put("page", List.of(Long.toString(page)));
        StringBuilder query = new StringBuilder();
        parameters.forEach((name, values) -> values.forEach(value -> query.append(query.isEmpty() ? "?" : "&")
                .append(encoded(name))
                .append('=')
                .append(encoded(value))));
        return "<" + request.path() + query + ">; rel=\"" + relation + "\"";
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8)
                .replace("%7E", "~")
                .replace("*", "%2A");
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
