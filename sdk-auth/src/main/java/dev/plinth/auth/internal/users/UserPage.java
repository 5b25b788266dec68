package dev.plinth.auth.internal.users;

import dev.plinth.auth.User;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.json.JsonReader;
import dev.plinth.core.internal.json.Required;
import dev.plinth.core.internal.operation.Decoder;
import dev.plinth.core.internal.paging.DecodedPage;
import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;

/** Decodes a page of users from its three formats: {@code {users, aud}}, {@code {users, total}} and an array. */
final class UserPage {

    private static final JsonReader<UsersRecord> OBJECT = Json.reader(UsersRecord.class);
    private static final JsonReader<List<UserRecord>> ARRAY = Json.listReader(UserRecord.class);

    record UsersRecord(@Required List<UserRecord> users, Optional<Long> total, Optional<Pagination> pagination) {

        UsersRecord {
            users = List.copyOf(users);
            total = total.filter(count -> count >= 0);
        }
    }

    record Pagination(boolean hasMore, Optional<String> nextCursor) {}

    private UserPage() {}

    static DecodedPage<User> decode(HttpResponse response) throws IOException {
        UsersRecord page = read(response);
        return toPage(page, response);
    }

    /** Decodes a page, and how to request the next one. */
    static CursorPages.CursorResult decodeCursorResult(HttpResponse response) throws IOException {
        UsersRecord page = read(response);
        return new CursorPages.CursorResult(
                toPage(page, response),
                page.pagination().isPresent(),
                page.pagination().map(Pagination::hasMore).orElse(false),
                page.pagination()
                        .flatMap(Pagination::nextCursor)
                        .filter(text -> !text.isEmpty())
                        .orElse(null));
    }

    private static UsersRecord read(HttpResponse response) throws IOException {
        Decoder.refuseHtml(response);
        InputStream body = new BufferedInputStream(Decoder.bounded(response));
        return peekNonBlank(body) == '['
                ? new UsersRecord(ARRAY.read(body), Optional.empty(), Optional.empty())
                : OBJECT.read(body);
    }

    private static DecodedPage<User> toPage(UsersRecord page, HttpResponse response) {
        OptionalLong total = totalCount(response);
        boolean inBody = total.isEmpty() && page.total().isPresent();
        return new DecodedPage<>(
                List.copyOf(page.users()), inBody ? OptionalLong.of(page.total().get()) : total);
    }

    private static int peekNonBlank(InputStream body) throws IOException {
        body.mark(64);
        int first = body.read();
        while (first == ' ' || first == '\n' || first == '\r' || first == '\t') {
            body.mark(64);
            first = body.read();
        }
        body.reset();
        return first;
    }

    static OptionalLong totalCount(HttpResponse response) {
        return response.headers()
                .first("X-Total-Count")
                .filter(text -> text.matches("[0-9]{1,18}"))
                .map(text -> OptionalLong.of(Long.parseLong(text)))
                .orElse(OptionalLong.empty());
    }
}
