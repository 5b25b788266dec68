package dev.plinth.testkit.internal.auth.model;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.testkit.internal.data.Journal;
import dev.plinth.testkit.internal.json.Json;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Keeps users over restarts, once it is open: a line for each user that a request changed. A user who was looked up may
 * have been changed; comparing their line with the one before tells. Guarded by the lock of {@link AuthState}.
 */
final class AuthJournal {
    private static final int MANY_STALE_LINES = 1_000;

    private @Nullable Journal file;
    private final Set<User> seen = new HashSet<>();
    private final Map<UUID, Integer> written = new HashMap<>();

    /** Reads what was kept in a folder into the state, and keeps all that happens from now on. */
    void open(Path folder, AuthState state) throws IOException {
        Map<UUID, User> users = new HashMap<>();
        Journal opened = Journal.open(folder.resolve("users.jsonl"), line -> replay(line, users, state.users));
        users.values().forEach(state::restore);
        if (opened.lines() > users.size() * 4L + MANY_STALE_LINES && !state.users.seeded()) {
            opened.rewrite(users.values().stream().map(UserJson::stored));
        }
        file = opened;
    }

    private void replay(ObjectNode line, Map<UUID, User> users, UserTable table) {
        if (line.has("seeded")) {
            table.seed(
                    line.path("seeded").asInt(),
                    Instant.parse(line.path("start").asText()));
        } else if (line.has("gone")) {
            UUID id = UUID.fromString(line.path("gone").asText());
            users.remove(id);
            table.forgetSeed(id);
        } else {
            User user = UserJson.read(line);
            users.put(user.id, user);
            written.put(user.id, Json.text(line).hashCode());
        }
    }

    void see(User user) {
        if (file != null) {
            seen.add(user);
        }
    }

    void seeded(int count, Instant start) {
        if (file != null) {
            file.append(Json.object("seeded", count, "start", start));
        }
    }

    void forget() {
        seen.clear();
        written.clear();
        if (file != null) {
            file.rewrite(Stream.empty());
        }
    }

    /** Writes what changed; called before the lock is released. */
    void settle(UserTable users) {
        for (User user : seen) {
            ObjectNode line = users.contains(user) ? UserJson.stored(user) : Json.object("gone", user.id);
            Integer mark = Json.text(line).hashCode();
            if (file != null && !mark.equals(written.put(user.id, mark))) {
                file.append(line);
            }
        }
        seen.clear();
    }

    void close() {
        if (file != null) {
            file.close();
        }
    }
}
