package dev.plinth.testkit.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.replay.RawHttp;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two processes: the server is killed in the middle of uploads, and another one goes on with them. */
class KillTest {
    private static final int UPLOADS = 6;
    private static final int CHUNK = 100_000;
    private static final int SIZE = 5 * CHUNK + 17;

    @TempDir
    private Path data;

    @Test
    void goesOnWithEachUploadWhereItWasAcknowledged() throws Exception {
        List<String> ids = new ArrayList<>();
        List<Integer> acknowledged = new ArrayList<>();
        try (Program program = Program.start("|", "--json", "--data", data.toString())) {
            Project project = Project.of(program.ready());
            project.send("POST", "/bucket", "{\"name\":\"b\"}".getBytes(StandardCharsets.UTF_8), "application/json");
            for (int i = 0; i < UPLOADS; i++) {
                ids.add(project.create(i));
                acknowledged.add(project.patch(ids.get(i), content(i), 0, i * CHUNK));
            }
            List<Socket> open = new ArrayList<>();
            for (int i = 0; i < UPLOADS; i++) {
                open.add(project.beginPatch(ids.get(i), content(i), acknowledged.get(i)));
            }
            program.kill();
            for (Socket socket : open) {
                socket.close();
            }
        }
        try (Program program = Program.start("|", "--json", "--data", data.toString())) {
            Project project = Project.of(program.ready());
            for (int i = 0; i < UPLOADS; i++) {
                int offset = project.offset(ids.get(i));
                assertThat(offset).isBetween(acknowledged.get(i), acknowledged.get(i) + CHUNK / 2);
                project.patch(ids.get(i), content(i), offset, SIZE);
                assertThat(project.send("GET", "/object/b/k" + i, null, null).latin1())
                        .isEqualTo(new String(content(i), StandardCharsets.ISO_8859_1));
            }
        }
    }

    private static byte[] content(int upload) {
        byte[] content = new byte[SIZE];
        new Random(upload).nextBytes(content);
        return content;
    }

    private record Project(String origin, String key) {
        static Project of(JsonNode ready) {
            return new Project(
                    ready.path("projectUrl").asText(), ready.path("serviceKey").asText());
        }

        RawHttp.Answer send(String method, String path, byte[] body, String type, String... more) throws IOException {
            return RawHttp.send(origin, method, "/storage/v1" + path, headers(type, more), body);
        }

        String create(int upload) throws IOException {
            String metadata = "bucketName " + base64("b") + ",objectName " + base64("k" + upload);
            RawHttp.Answer created = send(
                    "POST",
                    "/upload/resumable",
                    null,
                    null,
                    "Upload-Length",
                    Integer.toString(SIZE),
                    "Upload-Metadata",
                    metadata);
            return created.header("location").replaceAll(".*/", "");
        }

        int patch(String id, byte[] content, int from, int to) throws IOException {
            RawHttp.Answer answer = send(
                    "PATCH",
                    "/upload/resumable/" + id,
                    Arrays.copyOfRange(content, from, to),
                    "application/offset+octet-stream",
                    "Upload-Offset",
                    Integer.toString(from));
            assertThat(answer.status()).isEqualTo(204);
            return Integer.parseInt(answer.header("upload-offset"));
        }

        /** Sends half of a chunk, and leaves the connection open. */
        Socket beginPatch(String id, byte[] content, int from) throws IOException {
            Socket socket = RawHttp.open(origin);
            List<Map.Entry<String, String>> headers = new ArrayList<>(headers(
                    "application/offset+octet-stream",
                    "Upload-Offset",
                    Integer.toString(from),
                    "Content-Length",
                    Integer.toString(SIZE - from)));
            String target = "/storage/v1/upload/resumable/" + id;
            socket.getOutputStream().write(RawHttp.head(origin, "PATCH", target, headers, null));
            int half = Math.min(CHUNK / 2, SIZE - from - 1);
            socket.getOutputStream().write(content, from, half);
            socket.getOutputStream().flush();
            return socket;
        }

        int offset(String id) throws IOException {
            return Integer.parseInt(
                    send("HEAD", "/upload/resumable/" + id, null, null).header("upload-offset"));
        }

        private List<Map.Entry<String, String>> headers(String type, String... more) {
            List<Map.Entry<String, String>> headers = new ArrayList<>(
                    List.of(Map.entry("Authorization", "Bearer " + key), Map.entry("Tus-Resumable", "1.0.0")));
            if (type != null) {
                headers.add(Map.entry("Content-Type", type));
            }
            for (int i = 0; i < more.length; i += 2) {
                headers.add(Map.entry(more[i], more[i + 1]));
            }
            return headers;
        }

        private static String base64(String text) {
            return Base64.getEncoder().encodeToString(text.getBytes(StandardCharsets.UTF_8));
        }
    }
}
