package dev.plinth.storage.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.internal.connection.Connector;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.StorageClient;
import java.io.IOException;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server with keys that the real one would not store, or that answers lists wrongly. */
final class ListScript extends Dispatcher implements AutoCloseable {

    private static final JsonMapper JSON = new JsonMapper();

    private final MockWebServer server = new MockWebServer();
    private final Connection connection;
    private final Map<String, String> objects = new TreeMap<>();
    private final List<String> changes = new CopyOnWriteArrayList<>();
    private Function<String, MockResponse> lists = prefix -> null;

    ListScript() throws IOException {
        server.setDispatcher(this);
        server.start();
        this.connection = Connector.toProject(
                server.url("/").toString(), ApiKey.of("header.payload.signature"), o -> {}, new NoPauses());
    }

    Bucket bucket() {
        return StorageClient.of(connection).bucket("films");
    }

    ListScript object(String key) {
        objects.put(key, "content of " + key);
        return this;
    }

    /** Answers some lists otherwise; a function of the prefix, null for the usual answer. */
    ListScript answers(Function<String, MockResponse> special) {
        this.lists = special;
        return this;
    }

    /** Returns the requests that change something. */
    List<String> changes() {
        return changes;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String path = request.getUrl().encodedPath();
        try {
            if (path.endsWith("/object/list-v2/films")) {
                return list(JSON.readTree(request.getBody().toByteArray()));
            }
            if (!request.getMethod().equals("GET")) {
                changes.add(request.getMethod() + " " + path);
                return new MockResponse.Builder().body("[]").build();
            }
            String key = String.join("/", request.getUrl().pathSegments()).replaceFirst(".*authenticated/films/", "");
            return new MockResponse.Builder()
                    .body(objects.getOrDefault(key, ""))
                    .addHeader("ETag", "\"1\"")
                    .build();
        } catch (IOException e) {
            throw new java.io.UncheckedIOException(e);
        }
    }

    private MockResponse list(JsonNode body) {
        String prefix = body.path("prefix").asText();
        MockResponse special = lists.apply(prefix);
        return special != null
                ? special
                : page(prefix, body.path("with_delimiter").asBoolean(), List.copyOf(objects.keySet()));
    }

    /** A page with the keys below a prefix. */
    static MockResponse page(String prefix, boolean folders, List<String> keys) {
        ObjectNode page = JSON.createObjectNode();
        page.put("hasNext", false);
        ArrayNode folderRows = page.putArray("folders");
        ArrayNode objectRows = page.putArray("objects");
        TreeSet<String> told = new TreeSet<>();
        for (String key : keys) {
            int slash = key.indexOf('/', prefix.length());
            if (!key.startsWith(prefix)) {
                continue;
            }
            if (folders && slash >= 0) {
                if (told.add(key.substring(0, slash + 1))) {
                    folderRows.addObject().put("name", key.substring(0, slash + 1));
                }
            } else {
                row(objectRows, key);
            }
        }
        return new MockResponse.Builder().body(page.toString()).build();
    }

    static MockResponse objects(String... keys) {
        ObjectNode page = JSON.createObjectNode();
        page.put("hasNext", false).putArray("folders");
        ArrayNode rows = page.putArray("objects");
        for (String key : keys) {
            row(rows, key);
        }
        return new MockResponse.Builder().body(page.toString()).build();
    }

    private static void row(ArrayNode rows, String key) {
        rows.addObject()
                .put("name", key)
                .put("id", "5a0d7a4e-4a3b-4d53-9c50-000000000001")
                .put("updated_at", "2026-01-01T00:00:00Z")
                .putObject("metadata")
                .put("size", ("content of " + key).length())
                .put("eTag", "\"1\"");
    }

    @Override
    public void close() {
        connection.close();
        server.close();
    }
}
