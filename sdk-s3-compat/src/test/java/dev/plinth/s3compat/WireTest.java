package dev.plinth.s3compat;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.core.AccessToken;
import dev.plinth.core.ApiKey;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import okio.Buffer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.core.sync.RequestBody;
import software.amazon.awssdk.services.s3.S3Client;
import software.amazon.awssdk.services.s3.model.ObjectIdentifier;

/** What our client sends, held against what AWS's own sent to the real server with its defaults. */
class WireTest {

    private static final String BUCKET = "s3java";
    private static final String SPECIAL = "sp/we ird+key&=@:;,$!*'().txt";
    private static final Set<String> NOT_COMPARED =
            Set.of("authorization", "host", "x-amz-date", "accept", "user-agent", "connection", "accept-encoding");

    /** The body as it is: no frames, no trailer, no checksum, no hash. AWS no longer has small ones wait for a go-ahead. */
    private static final String BARE_BODY =
            "content-encoding is gone; content-length; expect is gone; x-amz-content-sha256: UNSIGNED-PAYLOAD;"
                    + " x-amz-decoded-content-length is gone; x-amz-sdk-checksum-algorithm is gone; x-amz-trailer is gone;"
                    + " the body is not framed";

    private static final String NO_CHECKSUM = "x-amz-checksum-crc32 is gone; x-amz-te is gone";
    /** A PUT without a body says so. */
    private static final String NO_BODY = "content-length";

    private static final String NO_HASH = "x-amz-content-sha256: UNSIGNED-PAYLOAD";

    private final MockWebServer server = new MockWebServer();
    private Map<String, JsonNode> recordings;
    private S3Client s3;
    private S3Client asUser;

    @BeforeEach
    void start() throws IOException {
        recordings = read();
        server.start();
        String endpoint = server.url("/s3").toString();
        s3 = S3Compat.builder()
                .endpoint(endpoint)
                .region("local")
                .keys(S3Keys.of("625729a08b95bf1b7ff351a663f3a23c", "0".repeat(64)))
                .build()
                .client();
        asUser = S3Compat.builder()
                .endpoint(endpoint)
                .region("local")
                .ref("stub")
                .anonKey(ApiKey.of("a.n.on"))
                .session(AccessToken.of("eyJ.user.token"))
                .build()
                .client();
    }

    @AfterEach
    void stop() {
        s3.close();
        asUser.close();
        server.close();
    }

    private Map<String, Consumer<S3Client>> calls() {
        Map<String, Consumer<S3Client>> calls = new LinkedHashMap<>();
        calls.put("java.CreateBucket", c -> c.createBucket(r -> r.bucket(BUCKET)));
        calls.put("java.HeadBucket.missing", c -> c.headBucket(r -> r.bucket("nobucket")));
        calls.put(
                "java.PutObject.string",
                c -> c.putObject(
                        r -> r.bucket(BUCKET)
                                .key("a/s.txt")
                                .contentType("text/plain")
                                .metadata(Map.of("foo", "bar")),
                        RequestBody.fromString("hello java")));
        calls.put(
                "java.PutObject.stream",
                c -> c.putObject(
                        r -> r.bucket(BUCKET).key("a/st.txt").contentType("text/plain"),
                        RequestBody.fromInputStream(
                                new ByteArrayInputStream("hello stream".getBytes(StandardCharsets.UTF_8)), 12)));
        calls.put(
                "java.PutObject.big",
                c -> c.putObject(r -> r.bucket(BUCKET).key("a/big.bin"), RequestBody.fromBytes(new byte[300_000])));
        calls.put(
                "java.PutObject.special",
                c -> c.putObject(r -> r.bucket(BUCKET).key(SPECIAL), RequestBody.fromString("x")));
        calls.put(
                "java.GetObject", c -> c.getObjectAsBytes(r -> r.bucket(BUCKET).key("a/s.txt")));
        calls.put(
                "java.GetObject.special",
                c -> c.getObjectAsBytes(r -> r.bucket(BUCKET).key(SPECIAL)));
        calls.put(
                "java.GetObject.missing",
                c -> c.getObjectAsBytes(r -> r.bucket(BUCKET).key("nope")));
        calls.put("java.HeadObject", c -> c.headObject(r -> r.bucket(BUCKET).key("a/s.txt")));
        calls.put(
                "java.CopyObject",
                c -> c.copyObject(r -> r.sourceBucket(BUCKET)
                        .sourceKey("a/s.txt")
                        .destinationBucket(BUCKET)
                        .destinationKey("c/s.txt")));
        calls.put(
                "java.CopyObject.special",
                c -> c.copyObject(r -> r.sourceBucket(BUCKET)
                        .sourceKey(SPECIAL)
                        .destinationBucket(BUCKET)
                        .destinationKey("c/sp.txt")));
        calls.put(
                "java.ListObjectsV2.delim",
                c -> c.listObjectsV2(r -> r.bucket(BUCKET).delimiter("/")));
        calls.put("java.ListObjectsV1", c -> c.listObjects(r -> r.bucket(BUCKET).prefix("sp/")));
        calls.put("java.ListBuckets", S3Client::listBuckets);
        calls.put(
                "java.DeleteObjects",
                c -> c.deleteObjects(r -> r.bucket(BUCKET)
                        .delete(d -> d.objects(
                                ObjectIdentifier.builder().key("a/big.bin").build(),
                                ObjectIdentifier.builder().key("nope").build()))));
        calls.put(
                "java.pending_mp.create2",
                c -> c.createMultipartUpload(r -> r.bucket("s3javamp").key("x")));
        calls.put("java.pending_mp.delete_bucket", c -> c.deleteBucket(r -> r.bucket("s3javamp")));
        return calls;
    }

    @Test
    void isTheRecordedWireButForWhatWeMean() {
        Map<String, String> differences = new LinkedHashMap<>();

        calls().forEach((name, call) -> differences.put(name, difference(name, s3, call)));
        differences.put(
                "java.session.List",
                difference("java.session.List", asUser, c -> c.listObjectsV2(r -> r.bucket("rls"))));

        differences.forEach((name, difference) -> System.out.println(name + ": " + difference));
        Map<String, String> meant = new HashMap<>();
        differences.keySet().forEach(name -> meant.put(name, ""));
        meant.put("java.CreateBucket", NO_HASH);
        meant.put("java.PutObject.string", BARE_BODY);
        meant.put("java.PutObject.stream", BARE_BODY);
        meant.put("java.PutObject.big", BARE_BODY);
        meant.put("java.PutObject.special", BARE_BODY);
        meant.put("java.GetObject", NO_CHECKSUM);
        meant.put("java.GetObject.special", NO_CHECKSUM);
        meant.put("java.GetObject.missing", NO_CHECKSUM);
        meant.put("java.CopyObject", NO_BODY);
        meant.put("java.CopyObject.special", NO_BODY + "; x-amz-copy-source: " + BUCKET + "/" + SPECIAL);
        meant.put("java.DeleteObjects", NO_HASH);
        meant.put("java.pending_mp.create2", NO_HASH);
        assertThat(differences).isEqualTo(meant);
    }

    private String difference(String name, S3Client client, Consumer<S3Client> call) {
        JsonNode recorded = recordings.get(name);
        play(recorded.path("response"));
        try {
            call.accept(client);
        } catch (SdkException e) {
            assertThat(recorded.path("response").path("status").asInt())
                    .as(name + e)
                    .isGreaterThanOrEqualTo(400);
        }
        return difference(recorded.path("request"), taken());
    }

    private static String difference(JsonNode recorded, RecordedRequest sent) {
        assertThat(sent.getMethod() + " " + sent.getTarget())
                .isEqualTo(recorded.path("method").asText() + " "
                        + recorded.path("path").asText());
        Map<String, String> theirs = headers(recorded);
        Map<String, String> ours = headers(sent);
        List<String> differences = new ArrayList<>();
        Set<String> names = new TreeSet<>(theirs.keySet());
        names.addAll(ours.keySet());
        for (String header : names) {
            if (!ours.containsKey(header)) {
                differences.add(header + " is gone");
            } else if (!ours.get(header).equals(theirs.get(header))) {
                differences.add(header.equals("content-length") ? header : header + ": " + ours.get(header));
            }
        }
        boolean framed = theirs.containsKey("x-amz-trailer");
        if (framed) {
            assertThat(sent.getBodySize()).isEqualTo(Long.parseLong(theirs.get("x-amz-decoded-content-length")));
            differences.add("the body is not framed");
        } else {
            assertThat(sent.getBody() == null ? "" : sent.getBody().utf8())
                    .isEqualTo(recorded.path("body").asText(""));
        }
        return String.join("; ", differences);
    }

    private static Map<String, String> headers(JsonNode recorded) {
        Map<String, String> headers = new HashMap<>();
        recorded.path("headers")
                .properties()
                .forEach(h -> keep(headers, h.getKey(), h.getValue().asText()));
        return headers;
    }

    private static Map<String, String> headers(RecordedRequest sent) {
        Map<String, String> headers = new HashMap<>();
        sent.getHeaders().forEach(h -> keep(headers, h.getFirst(), h.getSecond()));
        return headers;
    }

    private static void keep(Map<String, String> headers, String name, String value) {
        String lower = name.toLowerCase(Locale.ROOT);
        boolean told = !NOT_COMPARED.contains(lower) && !lower.startsWith("amz-sdk");
        if (told) {
            // Whose token it is does not matter here.
            headers.put(lower, lower.equals("x-amz-security-token") ? "a token" : value);
        }
    }

    private RecordedRequest taken() {
        try {
            RecordedRequest request = server.takeRequest(60, TimeUnit.SECONDS);
            assertThat(request).isNotNull();
            return request;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private void play(JsonNode response) {
        MockResponse.Builder answer =
                new MockResponse.Builder().code(response.path("status").asInt());
        response.path("headers").properties().forEach(h -> {
            if (!Set.of("content-length", "transfer-encoding").contains(h.getKey())) {
                answer.setHeader(h.getKey(), h.getValue().asText());
            }
        });
        server.enqueue(answer.body(new Buffer().writeUtf8(response.path("body").asText("")))
                .build());
    }

    private static Map<String, JsonNode> read() throws IOException {
        Map<String, JsonNode> recordings = new HashMap<>();
        try (InputStream in = WireTest.class.getResourceAsStream("/recordings.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode recording = new JsonMapper().readTree(line);
                recordings.putIfAbsent(recording.path("name").asText(), recording);
            }
        }
        return recordings;
    }
}
