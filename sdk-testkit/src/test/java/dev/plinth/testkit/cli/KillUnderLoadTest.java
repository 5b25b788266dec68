package dev.plinth.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.replay.RawHttp;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Clients write while the process is killed, again and again: nothing that was acknowledged may be lost. */
@Tag("heavy")
class KillUnderLoadTest {
    private static final int KILLS = 50;
    private static final int WRITERS = 4;
    private static final int FEWEST = 10;

    @TempDir
    private Path data;

    private final Queue<String> objects = new ConcurrentLinkedQueue<>();
    private final Queue<String> deleted = new ConcurrentLinkedQueue<>();
    private final Queue<String> users = new ConcurrentLinkedQueue<>();

    @Test
    void losesNothingThatWasAcknowledged() throws Exception {
        for (int round = 0; round < KILLS; round++) {
            try (Program program = start()) {
                Server server = Server.of(program.ready());
                if (round == 0) {
                    server.send("POST", "/storage/v1/bucket", "{\"name\":\"b\"}", "application/json");
                }
                writeUntilKilled(program, server, round);
            }
        }
        try (Program program = start()) {
            Server server = Server.of(program.ready());
            List<String> lost = lost(server);
            System.out.printf(
                    "%d kills: %d objects, %d deletions and %d users acknowledged, %d lost%n",
                    KILLS, objects.size(), deleted.size(), users.size(), lost.size());
            assertThat(lost).isEmpty();
            assertThat(objects).hasSizeGreaterThan(KILLS);
            assertThat(users).hasSizeGreaterThan(KILLS / 2);
        }
    }

    private Program start() throws IOException {
        return Program.start("|", "--json", "--data", data.toString(), "--set", "GOTRUE_PASSWORD_HASH_COST=0");
    }

    /** Kills the process in the middle of the work, after a number of acknowledgements that grows by the round. */
    private void writeUntilKilled(Program program, Server server, int round) throws Exception {
        CountDownLatch acknowledged = new CountDownLatch(FEWEST + round);
        ExecutorService writers = Executors.newFixedThreadPool(WRITERS);
        List<Future<?>> running = new ArrayList<>();
        for (int writer = 0; writer < WRITERS; writer++) {
            String name = round + "-" + writer;
            running.add(writers.submit(() -> write(server, name, acknowledged)));
        }
        assertThat(acknowledged.await(60, TimeUnit.SECONDS)).isTrue();
        program.kill();
        writers.shutdown();
        for (Future<?> writer : running) {
            writer.get(60, TimeUnit.SECONDS);
        }
    }

    private Void write(Server server, String name, CountDownLatch acknowledged) {
        try {
            for (int i = 0; ; i++) {
                String key = name + "-" + i;
                if (server.send("POST", "/storage/v1/object/b/" + key, key, "text/plain")
                                .status()
                        == 200) {
                    objects.add(key);
                    acknowledged.countDown();
                }
                String doomed = key + "-x";
                server.send("POST", "/storage/v1/object/b/" + doomed, doomed, "text/plain");
                if (server.send("DELETE", "/storage/v1/object/b/" + doomed, null, null)
                                .status()
                        == 200) {
                    deleted.add(doomed);
                    acknowledged.countDown();
                }
                String user = "{\"email\":\"u" + key + "@example.com\",\"password\":\"correct horse\"}";
                RawHttp.Answer made = server.send("POST", "/auth/v1/admin/users", user, "application/json");
                if (made.status() == 200) {
                    users.add(made.text().replaceFirst("(?s).*?\"id\":\"([^\"]+)\".*", "$1"));
                    acknowledged.countDown();
                }
            }
        } catch (IOException e) {
            return null; // the process was killed
        }
    }

    private List<String> lost(Server server) throws IOException {
        List<String> lost = new ArrayList<>();
        for (String key : objects) {
            if (!server.send("GET", "/storage/v1/object/b/" + key, null, null)
                    .text()
                    .equals(key)) {
                lost.add(key);
            }
        }
        for (String key : deleted) {
            if (server.send("GET", "/storage/v1/object/b/" + key, null, null).status() == 200) {
                lost.add("deletion of " + key);
            }
        }
        for (String id : users) {
            if (server.send("GET", "/auth/v1/admin/users/" + id, null, null).status() != 200) {
                lost.add("user " + id);
            }
        }
        return lost;
    }

    private record Server(String origin, String key) {
        static Server of(JsonNode ready) {
            return new Server(
                    ready.path("projectUrl").asText(), ready.path("serviceKey").asText());
        }

        RawHttp.Answer send(String method, String path, @Nullable String body, @Nullable String type)
                throws IOException {
            List<Map.Entry<String, String>> headers = new ArrayList<>();
            headers.add(Map.entry("Authorization", "Bearer " + key));
            if (type != null) {
                headers.add(Map.entry("Content-Type", type));
            }
            return RawHttp.send(
                    origin, method, path, headers, body == null ? null : body.getBytes(StandardCharsets.UTF_8));
        }
    }
}
