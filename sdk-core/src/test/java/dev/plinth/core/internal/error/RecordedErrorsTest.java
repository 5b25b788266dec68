package dev.plinth.core.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.plinth.core.ControlPlaneDialect;
import dev.plinth.core.http.Failure;
import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpResponse;
import dev.plinth.core.internal.gateway.ControlPlaneGateway;
import dev.plinth.core.internal.gateway.Gateway;
import dev.plinth.core.internal.json.Json;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What a running Studio answers when something is wrong, recorded. */
class RecordedErrorsTest {

    private static final Gateway GATEWAY =
            ControlPlaneGateway.of("http://localhost:3001", ControlPlaneDialect.AUTO, false, false);

    private static final List<String> FILES = List.of(
            "auth_mail",
            "auth_users",
            "bad_key",
            "hosted",
            "project_api",
            "projects",
            "storage_buckets",
            "storage_names",
            "storage_objects",
            "unconfigured",
            "upstream_502",
            "upstream_html",
            "upstream_refused");

    record Exchange(String file, String name, int status, JsonNode response) {

        Failure failure() {
            List<String> headers = new ArrayList<>();
            response.path("headers").properties().forEach(h -> {
                headers.add(h.getKey());
                headers.add(
                        h.getValue().isArray()
                                ? h.getValue().path(0).asText()
                                : h.getValue().asText());
            });
            byte[] body = response.path("body").asText("").getBytes(StandardCharsets.UTF_8);
            ServerFailure parsed = ErrorResponseParser.parse(
                    HttpResponse.of(
                            status, HttpHeaders.of(headers.toArray(String[]::new)), InputStream.nullInputStream()),
                    body,
                    Instant.EPOCH);
            return GATEWAY.interpret(parsed);
        }

        @Override
        public String toString() {
            return file + " " + name + " " + status;
        }
    }

    static Stream<Exchange> failures() {
        return FILES.stream().flatMap(RecordedErrorsTest::read).filter(e -> e.status() >= 400);
    }

    private static Stream<Exchange> read(String file) {
        String resource = "/recordings/platform/" + file + ".jsonl";
        try (InputStream in = RecordedErrorsTest.class.getResourceAsStream(resource);
                BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8))) {
            List<Exchange> exchanges = new ArrayList<>();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode json = Json.tree(line.getBytes(StandardCharsets.UTF_8));
                if (json.has("response")) {
                    JsonNode response = json.path("response");
                    exchanges.add(new Exchange(
                            file,
                            json.path("name").asText(),
                            response.path("status").asInt(),
                            response));
                }
            }
            return exchanges.stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("failures")
    void saysSomethingUseful(Exchange exchange) {
        Failure failure = exchange.failure();

        assertThat(failure.httpStatus()).isEqualTo(exchange.status());
        assertThat(failure.code().value()).isNotBlank();
        assertThat(failure.message()).isNotBlank().doesNotContain("\n").isNotEqualTo("{}");
    }

    @ParameterizedTest
    @CsvSource({
        "Object not found, 404, NoSuchKey",
        "Bucket not found, 404, NoSuchBucket",
        "User not found, 404, user_not_found",
        "The resource already exists, 409, KeyAlreadyExists",
        "A user with this email address has already been registered, 422, email_exists",
    })
    void whatAStudioFlattensIsToldApart(String message, int status, String code) {
        List<Failure> found = failures()
                .map(Exchange::failure)
                .filter(f -> f.message().equals(message) && f.httpStatus() == 400)
                .toList();

        assertThat(found).isNotEmpty().allSatisfy(failure -> {
            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.code().value()).isEqualTo(code);
        });
    }

    @Test
    void aHostedStudioIsToldFromItsControlPlane() {
        // An answer to HEAD has no body to tell it by.
        assertThat(read("hosted")
                        .filter(e -> e.status() == 404)
                        .map(Exchange::failure)
                        .filter(Failure::structured))
                .isNotEmpty()
                .allSatisfy(failure -> assertThat(GATEWAY.hint(failure)).contains("URL of the Studio app"));
    }

    @Test
    void aRefusedServiceKeyIsNotTakenForTheCallersToken() {
        assertThat(failures().filter(e -> e.file().equals("bad_key")).map(Exchange::failure))
                .isNotEmpty()
                .noneMatch(failure -> failure.status() == 401);
    }
}
