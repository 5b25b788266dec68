package dev.plinth.storage.internal.list;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Page;
import dev.plinth.core.ResponseFormatException;
import dev.plinth.storage.KeyCodec;
import dev.plinth.storage.ListedObject;
import dev.plinth.storage.StorageClient;
import dev.plinth.tests.stack.Stack;
import dev.plinth.tests.stack.Way;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import org.junit.jupiter.api.Test;

/** Walks folder by folder. */
class LevelsTest {

    private static final List<String> KEYS = List.of("/lead.txt", "a//b.txt", "a/c.txt", "x///y.txt", "x/z.txt");

    private static ObjectQuery all(int pageSize) {
        return new ObjectQuery("", null, "name", false, true, pageSize, null);
    }

    private static FolderTraversal walk(Connection connection, String bucket, int pageSize) {
        return new FolderTraversal(connection, bucket, KeyCodec.plain(), all(pageSize));
    }

    private static List<String> keys(Iterator<Page<ListedObject>> pages) {
        List<String> keys = new ArrayList<>();
        pages.forEachRemaining(page -> page.items().forEach(entry -> keys.add(entry.key())));
        return keys;
    }

    /** As another program would: this one may refuse such keys. */
    private static void store(Stack stack, String bucket, String key) throws IOException, InterruptedException {
        String storage = stack.serviceUrl("storageUrl").orElse(stack.projectUrl() + "/storage/v1");
        HttpRequest request = HttpRequest.newBuilder(URI.create(storage + "/object/" + bucket + "/" + key))
                .header("Authorization", "Bearer " + stack.serviceKey().value().reveal())
                .header("Content-Type", "text/plain")
                .POST(HttpRequest.BodyPublishers.ofString(key))
                .build();
        HttpResponse<String> response = HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
        assertThat(response.statusCode()).as(response.body()).isEqualTo(200);
    }

    @Test
    void findsObjectsWhoseKeysHaveEmptyParts() throws Exception {
        Stack stack = Stack.get();
        try (Connection connection = Way.DIRECT.connect(stack, o -> {})) {
            StorageClient storage = StorageClient.of(connection);
            String bucket = Stack.uniqueName("levels");
            storage.buckets().create(bucket);
            for (String key : KEYS) {
                store(stack, bucket, key);
            }

            for (int size : new int[] {1, 2, 100}) {
                assertThat(keys(walk(connection, bucket, size))).containsExactlyInAnyOrderElementsOf(KEYS);
            }

            storage.buckets().empty(bucket);
            storage.buckets().delete(bucket);
        }
    }

    @Test
    void leavesNothingOutIfEachObjectIsDeleted() throws Exception {
        Stack stack = Stack.get();
        try (Connection connection = Way.DIRECT.connect(stack, o -> {})) {
            StorageClient storage = StorageClient.of(connection);
            String bucket = Stack.uniqueName("levels");
            storage.buckets().create(bucket);
            for (int i = 0; i < 12; i++) {
                store(stack, bucket, (i % 2 == 0 ? "f/" : "") + i + ".txt");
            }

            int deleted = 0;
            FolderTraversal pages = walk(connection, bucket, 3);
            while (pages.hasNext()) {
                for (ListedObject entry : pages.next().items()) {
                    storage.bucket(bucket).delete(entry.key());
                    deleted++;
                }
            }

            assertThat(deleted).isEqualTo(12);
            assertThat(keys(walk(connection, bucket, 3))).isEmpty();
            storage.buckets().delete(bucket);
        }
    }

    private static void isTheServersFault(String rows, int requests) throws IOException {
        try (MockWebServer server = new MockWebServer()) {
            server.setDispatcher(new Dispatcher() {
                @Override
                public MockResponse dispatch(RecordedRequest request) {
                    return new MockResponse.Builder()
                            .setHeader("Content-Type", "application/json")
                            .body(rows)
                            .build();
                }
            });
            server.start();
            try (Connection connection =
                    Connection.toProject(server.url("/").toString(), ApiKey.of("header.payload.signature"))) {
                assertThatThrownBy(() -> keys(walk(connection, "b", 100)))
                        .isInstanceOf(ResponseFormatException.class)
                        .hasMessageContaining("inside itself")
                        .hasMessageContaining("bucket=b");
                assertThat(server.getRequestCount()).isLessThanOrEqualTo(requests);
            }
        }
    }

    @Test
    void aFolderWithoutANameThatListsItselfIsTheServersFault() throws IOException {
        isTheServersFault("[{\"name\":\"\",\"id\":null},{\"name\":\"c.txt\",\"id\":\"1\"}]", 2);
    }

    @Test
    void nothingButFoldersWithoutANameIsTheServersFault() throws IOException {
        isTheServersFault("[{\"name\":\"\",\"id\":null}]", 101);
    }

    @Test
    void aFolderThatListsItselfByItsNameIsTheServersFault() throws IOException {
        isTheServersFault("[{\"name\":\"a-name-of-twenty-ch\",\"id\":null}]", 60);
    }
}
