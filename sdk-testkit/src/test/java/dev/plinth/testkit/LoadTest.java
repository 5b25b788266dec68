package dev.plinth.testkit;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.testkit.cli.Program;
import dev.plinth.testkit.replay.Wire;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** What takes long: large contents, many starts, a million objects. */
@Tag("heavy")
class LoadTest {
    private static final long TWO_GIB = 2L << 30;

    @Test
    void takesAndGivesTwoGibibytesInSixtyFourMegabytes() throws Exception {
        try (Program program = Program.start("-Xmx64m", "|", "--json", "--file-size-limit", "4000000000")) {
            JsonNode ready = program.ready();
            String url = ready.path("storageUrl").asText();
            String key = ready.path("serviceKey").asText();
            HttpURLConnection bucket = connect(url + "/bucket", "POST", key, "application/json");
            bucket.getOutputStream().write("{\"name\":\"b\"}".getBytes(java.nio.charset.StandardCharsets.UTF_8));
            assertThat(bucket.getResponseCode()).isEqualTo(200);

            String sent = upload(connect(url + "/object/b/big", "POST", key, "application/octet-stream"));
            HttpURLConnection download = connect(url + "/object/b/big", "GET", key, null);

            assertThat(md5(download.getInputStream())).isEqualTo(sent);
            assertThat(download.getHeaderField("etag")).isEqualTo("\"" + sent + "\"");
        }
    }

    @Test
    void startsAndStopsAHundredTimesWithoutLeavingAnything() throws IOException {
        for (int i = 0; i < 100; i++) {
            Path folder;
            try (LocalPlatform platform = LocalPlatform.start()) {
                folder = TemporaryFolders.of(platform);
            }
            assertThat(folder).doesNotExist();
        }

        assertThat(Thread.getAllStackTraces().keySet())
                .noneMatch(thread -> thread.getName().startsWith("local-platform"));
    }

    @Test
    void listsAPageOfAMillionObjectsAtOnce() {
        try (LocalPlatform platform = LocalPlatform.start()) {
            platform.seedObjects("many", 1_000_000);
            Wire wire = Wire.of(platform.project());
            wire.post("/object/list/many", "{\"prefix\":\"seed\"}");

            long begin = System.nanoTime();
            int rows = Wire.tree(wire.post("/object/list/many", "{\"prefix\":\"seed\",\"limit\":1000}"))
                    .size();
            JsonNode page = Wire.tree(wire.post("/object/list-v2/many", "{\"limit\":1000}"));
            long millis = (System.nanoTime() - begin) / 1_000_000;

            System.out.println("two pages of a million objects in " + millis + " ms");
            assertThat(rows).isEqualTo(1_000);
            assertThat(page.path("objects")).hasSize(1_000);
        }
    }

    private static HttpURLConnection connect(String url, String method, String key, String type) throws IOException {
        HttpURLConnection connection =
                (HttpURLConnection) URI.create(url).toURL().openConnection();
        connection.setRequestMethod(method);
        connection.setRequestProperty("Authorization", "Bearer " + key);
        if (type != null) {
            connection.setRequestProperty("Content-Type", type);
            connection.setDoOutput(true);
        }
        return connection;
    }

    private static String upload(HttpURLConnection upload) throws Exception {
        upload.setFixedLengthStreamingMode(TWO_GIB);
        MessageDigest digest = MessageDigest.getInstance("MD5");
        byte[] block = new byte[1 << 20];
        Random random = new Random(1);
        try (OutputStream out = upload.getOutputStream()) {
            for (long sent = 0; sent < TWO_GIB; sent += block.length) {
                random.nextBytes(block);
                digest.update(block);
                out.write(block);
            }
        }
        assertThat(upload.getResponseCode()).isEqualTo(200);
        return HexFormat.of().formatHex(digest.digest());
    }

    private static String md5(InputStream in) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("MD5");
        byte[] block = new byte[1 << 16];
        for (int n = in.read(block); n >= 0; n = in.read(block)) {
            digest.update(block, 0, n);
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
