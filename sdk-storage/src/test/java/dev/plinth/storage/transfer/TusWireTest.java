package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.plinth.core.ApiException;
import dev.plinth.core.ApiKey;
import dev.plinth.core.Connection;
import dev.plinth.core.Content;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.core.internal.connection.Connector;
import dev.plinth.storage.Bucket;
import dev.plinth.storage.IntegrityCheck;
import dev.plinth.storage.StorageClient;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The wire of resumable uploads: what is sent, compared with what was recorded of the real server, and what is answered. */
class TusWireTest {

    private static final Map<String, JsonNode> RECORDINGS = read();
    private static final String ROUTE = "/storage/v1/upload/resumable";
    private static final String ID = "dHVzL2Evb25lLnR4dC84YzE5MTEzYS0yNzQ0LTQ2OTgtODhiYi03NjQ3MzhmYmRkZTA";

    private final MockWebServer server = new MockWebServer();
    private Connection connection;
    private Bucket bucket;

    @BeforeEach
    void start() throws IOException {
        server.start();
        connection = Connector.toProject(
                server.url("/").toString(),
                ApiKey.of("header.payload.signature"),
                o -> o.maxAttempts(1).idleTimeout(java.time.Duration.ofSeconds(3)),
                new NoPauses());
        bucket = StorageClient.of(connection).bucket("tus");
    }

    @AfterEach
    void stop() {
        connection.close();
        server.close();
    }

    @Test
    void anUploadIsCreatedAndSentInChunks() {
        plays("create.ok").offset(5).offset(10).offset(11);

        run(
                "a/one.txt",
                "hello world",
                o -> o.chunkSize(5)
                        .contentType("text/plain")
                        .cacheFor(java.time.Duration.ofHours(1))
                        .metadata(Map.of("k", "v")));

        sentAs("create.ok", "");
        RecordedRequest first = sentAs("patch.first", ID);
        assertThat(first.getHeaders().get("apikey")).isEqualTo("header.payload.signature");
        assertThat(first.getHeaders().get("Content-Length")).isEqualTo("5");
        assertThat(chunk("5")).isEqualTo(" worl");
        assertThat(chunk("10")).isEqualTo("d");
    }

    @Test
    void theServerIsAskedAfterACutAndTheUploadGoesOnFromItsOffset() {
        plays("create.ok");
        server.enqueue(new MockResponse.Builder()
                .onRequestBody(SocketEffect.ShutdownConnection.INSTANCE)
                .build());
        plays("head.5").offset(11);

        run("a/one.txt", "hello world", o -> {});

        sentAs("create.ok", "", "Upload-Metadata");
        assertThat(sent().getHeaders().get("Upload-Offset")).isEqualTo("0");
        sentAs("head.5", ID);
        assertThat(chunk("5")).isEqualTo(" world");
    }

    @Test
    void aPartThatTheServerDidNotTakeIsSentAgain() {
        plays("create.ok").offset(2).plays("head.5").offset(11);

        run("a/one.txt", "hello world", o -> {});

        assertThat(sent().getMethod()).isEqualTo("POST");
        assertThat(chunk("0")).isEqualTo("hello world");
        assertThat(sent().getMethod()).isEqualTo("HEAD");
        assertThat(chunk("5")).isEqualTo(" world");
    }

    @Test
    void everyRequestSaysThatTheObjectMayBeReplaced() {
        plays("create.upsert").plays("patch.wrong_offset").plays("head.0");
        server.enqueue(new MockResponse.Builder().code(204).build());
        ResumableUpload upload = bucket.resumableUpload(
                "a/one.txt", Content.ofString("new"), o -> o.upsert(true).maxAttempts(2));
        plays("terminate.ok");

        assertThatThrownBy(upload::run).isInstanceOf(UploadLostException.class);
        assertThat(upload.abort()).isTrue();

        for (String method : List.of("POST", "PATCH", "HEAD", "DELETE")) {
            RecordedRequest request = sent();
            assertThat(request.getMethod()).isEqualTo(method);
            assertThat(request.getHeaders().get("x-upsert")).isEqualTo("true");
            assertThat(request.getHeaders().get("Tus-Resumable")).isEqualTo("1.0.0");
        }
    }

    @Test
    void theLengthOfAStreamIsDeclaredWithItsLastChunk() {
        plays("create.defer_length").offset(3).offset(6);

        bucket.resumableUpload(
                        "defer.txt",
                        Content.ofStream(new ByteArrayInputStream("abcdef".getBytes(StandardCharsets.UTF_8))),
                        o -> o.chunkSize(3).verify(IntegrityCheck.NEVER))
                .run();

        sentAs("create.defer_length", "", "Upload-Metadata");
        assertThat(sentAs("defer.patch1", null).getHeaders().get("Upload-Length"))
                .isNull();
        sentAs("defer.patch2_with_length", null);
    }

    @Test
    void aLengthThatTheServerKnowsIsNotDeclaredAgain() {
        plays("create.defer_length").offset(3);
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(status(5, "6"));
        offset(6);

        bucket.resumableUpload(
                        "defer.txt",
                        Content.ofStream(new ByteArrayInputStream("abcdef".getBytes(StandardCharsets.UTF_8))),
                        o -> o.chunkSize(3).verify(IntegrityCheck.NEVER))
                .run();

        assertThat(sent().getMethod()).isEqualTo("POST");
        assertThat(chunk("0")).isEqualTo("abc");
        assertThat(chunk("3")).isEqualTo("def");
        assertThat(sent().getMethod()).isEqualTo("HEAD");
        RecordedRequest last = sent();
        assertThat(last.getHeaders().get("Upload-Length")).isNull();
        assertThat(body(last)).isEqualTo("f");
    }

    @Test
    void aStreamThatFitsIntoOneChunkHasItsLengthFromTheBeginning() {
        plays("create.ok").offset(3);

        bucket.resumableUpload(
                        "a/one.txt",
                        Content.ofStream(new ByteArrayInputStream("abc".getBytes(StandardCharsets.UTF_8))),
                        o -> o.verify(IntegrityCheck.NEVER))
                .run();

        RecordedRequest creation = sent();
        assertThat(creation.getHeaders().get("Upload-Length")).isEqualTo("3");
        assertThat(creation.getHeaders().get("Upload-Defer-Length")).isNull();
    }

    @Test
    void anEmptyObjectIsOneRequest() {
        plays("create.zero_length");

        run("zero.txt", "", o -> {});

        sentAs("create.zero_length", "", "Upload-Metadata");
        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @Test
    void aSignedUploadSendsItsTokenInsteadOfACredential() {
        Secret token = Secret.of(RECORDINGS
                .get("signed.create")
                .path("request")
                .path("headers")
                .path("x-signature")
                .asText());
        plays("signed.create");
        server.enqueue(new MockResponse.Builder().code(503).build());
        plays("signed.head").offset(3).offset(6);

        run(
                "signed/s.txt",
                "abcdef",
                o -> o.chunkSize(3)
                        .signedUploadToken(token)
                        .contentType("text/plain")
                        .cacheFor(java.time.Duration.ofMinutes(1)));

        List<RecordedRequest> all = List.of(
                sentAs("signed.create", "", "Upload-Metadata"),
                sentAs("signed.patch1", null),
                sentAs("signed.head", null),
                sentAs("signed.patch1", null),
                sentAs("signed.patch2", null));
        assertThat(all)
                .allSatisfy(request ->
                        assertThat(request.getHeaders().get("Authorization")).isNull());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://127.0.0.1:55000/upload/resumable/{id}",
                "http://storage:5000/upload/resumable/{id}",
                "https://ref.example.co/storage/v1/upload/resumable/{id}",
                "https://proj.example.com:8443/upload/resumable/{id}/",
                "//evil.example.com/upload/resumable/{id}",
                "/storage/v1/upload/resumable/{id}",
                "/upload/resumable/{id}",
                "resumable/{id}",
                "{id}"
            })
    void aLocationOfAnyFormLeadsToOurOwnAddress(String location) {
        created(location.replace("{id}", ID)).offset(3);

        run("a/one.txt", "abc", o -> {});

        assertThat(sent().getTarget()).isEqualTo(ROUTE);
        assertThat(sent().getTarget()).isEqualTo(ROUTE + "/" + ID);
    }

    @ParameterizedTest
    @CsvSource({
        "x%2Fy, x%2Fy, ''",
        "abc?token=a%26b&x=1, abc, '?token=a%26b&x=1'",
        "'a+b', 'a%2Bb', ''",
    })
    void anIdIsEncodedAsItCameAndItsQueryIsKept(String id, String sentId, String query) {
        created("/upload/resumable/" + id).offset(3);

        run("a/one.txt", "abc", o -> {});

        assertThat(sent().getMethod()).isEqualTo("POST");
        assertThat(sent().getTarget()).isEqualTo(ROUTE + "/" + sentId + query);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/",
                "..",
                "/upload/resumable/..",
                "https://host",
                "not a url",
                "/upload/resumable/%00",
                "/upload/resumable/%zz",
                // another object's: b/other.txt
                "/upload/resumable/dHVzL2Ivb3RoZXIudHh0LzhjMTkxMTNhLTI3NDQtNDY5OC04OGJiLTc2NDczOGZiZGRlMA"
            })
    void aLocationOfNoUploadIsNotFollowed(String location) {
        created(location).created(location);

        assertThatThrownBy(() -> run("a/one.txt", "abc", o -> o.maxAttempts(2)))
                .isInstanceOf(UploadInterruptedException.class);

        assertThat(server.getRequestCount()).isEqualTo(2);
        assertThat(sent().getMethod()).isEqualTo("POST");
        assertThat(sent().getMethod()).isEqualTo("POST");
    }

    @ParameterizedTest
    @CsvSource({
        "create.duplicate, ConflictException, already exists",
        "create.missing_bucket, NotFoundException, Bucket not found",
        "create.no_length, InvalidRequestException, Upload-Length",
        "create.bad_length, InvalidRequestException, Invalid upload-length",
        "create.no_metadata, InvalidRequestException, Metadata header",
        "create.bad_metadata, InvalidRequestException, Invalid upload-metadata",
        "create.metadata_no_bucket, InvalidRequestException, Bucket name invalid",
        "create.metadata_no_object, InvalidRequestException, Invalid key",
        "create.invalid_key, InvalidRequestException, Invalid key",
        "create.invalid_bucket, InvalidRequestException, Bucket name invalid",
        "create.no_tus_header, ApiException, Tus-Resumable",
        "create.concat, ServerException, Concatenation",
        "create.no_auth, AuthenticationException, Invalid Compact JWS",
        "create.garbage_jwt, AuthenticationException, Invalid Compact JWS",
        "create.expired_jwt, AuthenticationException, exp",
        "create.anon_rls, PermissionDeniedException, row-level security",
        "create.over_global, PayloadTooLargeException, Maximum size exceeded",
        "create.over_bucket, PayloadTooLargeException, Maximum size exceeded",
        "create.mime_denied, InvalidRequestException, mime type image/png",
        "signed.create_no_signature, InvalidRequestException, Missing x-signature",
        "signed.create_garbage, InvalidRequestException, Invalid Compact JWS",
        "signed.create_other_key, InvalidRequestException, Invalid signature",
        "signed.create_expired, InvalidRequestException, exp",
    })
    void aRefusedCreationIsToldAsWhatItIs(String recording, String exception, String message) {
        plays(recording);

        refused(exception, message);

        assertThat(server.getRequestCount()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({
        "patch.anon, PermissionDeniedException, row-level security",
        "patch.no_offset, PermissionDeniedException, Upload-Offset",
        "patch.no_content_type, PermissionDeniedException, Content-Type",
        "patch.bad_content_type, InvalidRequestException, Invalid content-type",
        "patch.no_tus_header, ApiException, Tus-Resumable",
        "patch.bad_tus_version, InvalidRequestException, Invalid tus-resumable",
        "patch.bad_offset_value, InvalidRequestException, Invalid upload-offset",
        "patch.no_auth, AuthenticationException, Invalid Compact JWS",
        "patch_too_long.patch, PayloadTooLargeException, size exceeded",
        "rls.patch_by_other, PermissionDeniedException, row-level security",
        "signed.patch_no_signature, InvalidRequestException, Missing x-signature",
    })
    void aRefusedChunkIsToldAsWhatItIs(String recording, String exception, String message) {
        plays("create.ok").plays(recording);

        refused(exception, message);

        assertThat(server.getRequestCount()).isEqualTo(2);
    }

    private void refused(String exception, String message) {
        assertThatThrownBy(() -> run("a/one.txt", "hello world", o -> {}))
                .isInstanceOf(ApiException.class)
                .hasMessageContaining(message)
                .satisfies(e -> assertThat(e.getClass().getSimpleName()).isEqualTo(exception));
    }

    @Test
    void anUploadThatTheServerDoesNotKnowStartsAgain() {
        plays("create.ok")
                .plays("terminate.patch")
                .notFound()
                .plays("create.ok")
                .offset(11);

        run("a/one.txt", "hello world", o -> {});

        assertThat(Arrays.asList(sent(), sent(), sent(), sent(), sent()))
                .extracting(RecordedRequest::getMethod)
                .containsExactly("POST", "PATCH", "GET", "POST", "PATCH");
    }

    @Test
    void aTokenThatExpiredMeanwhileIsRenewedAlthoughAHeadCannotSayIt() {
        AtomicInteger renewals = new AtomicInteger();
        Credentials renewing = new Credentials() {
            @Override
            public Optional<Secret> token() {
                return Optional.of(Secret.of("token." + renewals + ".signature"));
            }

            @Override
            public Optional<Secret> freshToken() {
                renewals.incrementAndGet();
                return token();
            }
        };
        plays("create.ok");
        server.enqueue(new MockResponse.Builder().code(503).build());
        plays("head.no_auth")
                .plays("create.expired_jwt")
                .notFound()
                .plays("head.5")
                .offset(11);

        bucket.actingAs(renewing)
                .resumableUpload("a/one.txt", Content.ofString("hello world"), o -> o.verify(IntegrityCheck.NEVER))
                .run();

        assertThat(renewals).hasValue(1);
        sent();
        sent();
        assertThat(sent().getHeaders().get("Authorization")).isEqualTo("Bearer token.0.signature");
        sent();
        sent();
        assertThat(sent().getHeaders().get("Authorization")).isEqualTo("Bearer token.1.signature");
    }

    @Test
    void anUploadOfAnotherLengthIsNotOurs() {
        plays("create.ok");
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(status(5, "12"));

        assertThatThrownBy(() -> run("a/one.txt", "hello world", o -> {})).isInstanceOf(UploadLostException.class);
    }

    @Test
    void bytesThatTheServerLostAreSentAgainFromAFileAndAnErrorOfAStream() {
        plays("create.ok").offset(5);
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(status(0, "11"));
        notFound().offset(5).offset(10).offset(11);
        run("a/one.txt", "hello world", o -> o.chunkSize(5));

        plays("create.defer_length").offset(5);
        server.enqueue(new MockResponse.Builder().code(503).build());
        server.enqueue(status(0, null));
        InputStream stream = new ByteArrayInputStream("hello world".getBytes(StandardCharsets.UTF_8));
        assertThatThrownBy(() -> bucket.resumableUpload("defer.txt", Content.ofStream(stream), o -> o.chunkSize(5))
                        .run())
                .isInstanceOf(UploadLostException.class)
                .hasMessageContaining("acknowledged 5");
    }

    private void run(String key, String text, Consumer<? super ResumableUploadOptions> options) {
        bucket.resumableUpload(key, Content.ofString(text), o -> {
                    o.verify(IntegrityCheck.NEVER);
                    options.accept(o);
                })
                .run();
    }

    private TusWireTest plays(String name) {
        JsonNode response = RECORDINGS.get(name).path("response");
        MockResponse.Builder answer =
                new MockResponse.Builder().code(response.path("status").asInt());
        response.path("headers").properties().forEach(h -> {
            if (!List.of("content-length", "transfer-encoding").contains(h.getKey())) {
                answer.setHeader(h.getKey(), h.getValue().asText());
            }
        });
        server.enqueue(answer.body(response.path("body").asText("")).build());
        return this;
    }

    private TusWireTest offset(long offset) {
        server.enqueue(new MockResponse.Builder()
                .code(204)
                .addHeader("Upload-Offset", Long.toString(offset))
                .build());
        return this;
    }

    private TusWireTest created(String location) {
        server.enqueue(new MockResponse.Builder()
                .code(201)
                .addHeader("Location", location)
                .build());
        return this;
    }

    private TusWireTest notFound() {
        server.enqueue(new MockResponse.Builder()
                .code(400)
                .addHeader("Content-Type", "application/json")
                .body(
                        "{\"statusCode\":\"404\",\"error\":\"not_found\",\"message\":\"Object not found\",\"code\":\"NoSuchKey\"}")
                .build());
        return this;
    }

    private static MockResponse status(long offset, String length) {
        MockResponse.Builder answer =
                new MockResponse.Builder().code(200).addHeader("Upload-Offset", Long.toString(offset));
        return (length == null
                        ? answer.addHeader("Upload-Defer-Length", "1")
                        : answer.addHeader("Upload-Length", length))
                .build();
    }

    private RecordedRequest sent() {
        try {
            RecordedRequest sent = server.takeRequest(10, TimeUnit.SECONDS);
            assertThat(sent).isNotNull();
            return sent;
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    private String chunk(String offset) {
        RecordedRequest sent = sent();
        assertThat(sent.getMethod()).isEqualTo("PATCH");
        assertThat(sent.getHeaders().get("Upload-Offset")).isEqualTo(offset);
        return body(sent);
    }

    private static String body(RecordedRequest request) {
        return request.getBody() == null ? "" : request.getBody().utf8();
    }

    /** Compares the next request with a recorded one. */
    private RecordedRequest sentAs(String name, String id, String... except) {
        RecordedRequest sent = sent();
        JsonNode recorded = RECORDINGS.get(name).path("request");
        assertThat(sent.getMethod()).isEqualTo(recorded.path("method").asText());
        if (id == null || id.isEmpty()) {
            assertThat(sent.getTarget())
                    .isEqualTo("/storage/v1" + recorded.path("path").asText());
        } else {
            assertThat(sent.getTarget()).isEqualTo(ROUTE + "/" + id);
        }
        recorded.path("headers").properties().forEach(h -> {
            boolean compared = !List.of("authorization", "content-length")
                            .contains(h.getKey().toLowerCase(Locale.ROOT))
                    && !Arrays.asList(except).contains(h.getKey());
            if (compared) {
                assertThat(sent.getHeaders().get(h.getKey()))
                        .as(h.getKey())
                        .isEqualTo(h.getValue().asText());
            }
        });
        assertThat(body(sent)).isEqualTo(recorded.path("body").asText(""));
        return sent;
    }

    private static Map<String, JsonNode> read() {
        Map<String, JsonNode> recordings = new HashMap<>();
        try (InputStream in = TusWireTest.class.getResourceAsStream("/transfer/tus.jsonl")) {
            for (String line : new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .toList()) {
                JsonNode recording = new JsonMapper().readTree(line);
                recordings.put(recording.path("name").asText(), recording);
            }
            return recordings;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
