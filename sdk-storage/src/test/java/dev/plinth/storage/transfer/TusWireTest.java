package dev.plinth.storage.transfer;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.plinth.core.Content;
import dev.plinth.core.Credentials;
import dev.plinth.core.Secret;
import dev.plinth.storage.IntegrityCheck;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import mockwebserver3.MockResponse;
import mockwebserver3.RecordedRequest;
import mockwebserver3.SocketEffect;
import org.junit.jupiter.api.Test;

/** The wire of resumable uploads: what is sent, compared with what was recorded of the real server, and what is answered. */
class TusWireTest extends TusScript {

    @Test
    void anUploadIsCreatedAndSentInChunks() {
        plays("create.ok").offset(5).offset(10).offset(11);

        run(
                "a/one.txt",
                "hello world",
                o -> o.chunkSize(5)
                        .contentType("text/plain")
                        .cacheControl(java.time.Duration.ofHours(1))
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
                        .cacheControl(java.time.Duration.ofMinutes(1)));

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
}
