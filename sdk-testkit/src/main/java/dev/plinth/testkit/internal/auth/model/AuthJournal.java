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

/**
 * Keeps users over restarts: a line for each user that a request changed. Whoever was looked at under the lock may
 * have been changed; whether they were, their line tells. Guarded by the lock of {@link AuthState}.
 */
public final class AuthJournal implements AutoCloseable {
    private static final String FILE = "users.jsonl";
    private static final int MANY_STALE_LINES = 1_000;

    private final AuthState state;
    private final Journal journal;
    private final Set<User> seen = new HashSet<>();
    private final Set<UUID> gone = new HashSet<>();
    private final Map<UUID, Integer> written = new HashMap<>();

    public AuthJournal(AuthState state, Path folder) throws IOException {
        this.state = state;
        Map<UUID, User> users = new HashMap<>();
        this.journal = Journal.open(folder.resolve(FILE), line -> replay(line, users));
        users.values().forEach(state::restore);
        if (journal.lines() > users.size() * 4L + MANY_STALE_LINES && !state.users.seeded()) {
            journal.rewrite(state.users.known().stream().map(UserRecord::write));
        }
    }

    void see(User user) {
        seen.add(user);
    }

    void lose(User user) {
        seen.remove(user);
        gone.add(user.id);
    }

    void seeded(int count, Instant start) {
        journal.append(Json.object("seeded", count, "start", start));
    }

    void forgotten() {
        journal.rewrite(Stream.empty());
        seen.clear();
        gone.clear();
        written.clear();
    }

    /** Writes down what changed; called as the lock is given back. */
    void settle() {
        for (UUID id : gone) {
            journal.append(Json.object("gone", id));
            written.remove(id);
        }
        gone.clear();
        for (User user : seen) {
            ObjectNode line = UserRecord.write(user);
            int mark = Json.text(line).hashCode();
            Integer before = written.put(user.id, mark);
            if (before == null || before != mark) {
                journal.append(line);
            }
        }
        seen.clear();
    }

    private void replay(ObjectNode line, Map<UUID, User> users) {
        if (line.has("seeded")) {
            Instant start = Instant.parse(line.path("start").asText());
            state.users.restoreSeeds(line.path("seeded").asInt(), start);
        } else if (line.has("gone")) {
            UUID id = UUID.fromString(line.path("gone").asText());
            users.remove(id);
            state.users.forgetSeed(id);
        } else {
            User user = UserRecord.read(line);
            users.put(user.id, user);
            written.put(user.id, Json.text(line).hashCode());
        }
    }

    @Override
    public void close() {
        journal.close();
    }
}
