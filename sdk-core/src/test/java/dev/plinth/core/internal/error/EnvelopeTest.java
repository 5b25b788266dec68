package dev.plinth.core.internal.error;

import static org.assertj.core.api.Assertions.assertThat;

import dev.plinth.core.http.HttpHeaders;
import dev.plinth.core.http.HttpResponse;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The envelopes that errors come in, from all the servers that may answer. */
class EnvelopeTest {

    private static final Instant NOW = Instant.parse("2026-11-22T10:00:00Z");

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                // HTTP status | body | effective status | code | message
                "401 | {\"error\":\"unauthorized\"} | 401 | unauthorized | unauthorized",
                "401 | {\"error\":\"unauthorized\",\"message\":\"Missing\"} | 401 | unauthorized | Missing",
                "401 | {\"code\":\"unauthorized\",\"message\":\"Missing\"} | 401 | unauthorized | Missing",
                "400 | {\"error\":{\"message\":\"Bucket not found\"}} | 400 | invalid_request | Bucket not found",
                "400 | {\"error\":{\"message\":\"Gone\",\"code\":\"gone\"}} | 400 | gone | Gone",
                "405 | {\"data\":null,\"error\":{\"message\":\"Method GET Not Allowed\"}} | 405 | not_found | Method GET Not Allowed",
                "400 | {\"message\":[\"a is missing\",\"b is missing\"]} | 400 | invalid_request | a is missing; b is missing",
                "404 | {\"success\":false,\"message\":\"Endpoint not supported on hosted\"} | 404 | not_found | Endpoint not supported on hosted",
                "422 | {\"code\":422,\"error_code\":\"weak_password\",\"msg\":\"Too short\"} | 422 | weak_password | Too short",
                "422 | {\"code\":\"weak_password\",\"message\":\"Too short\"} | 422 | weak_password | Too short",
                "403 | {\"code\":403,\"error_code\":\"bad_jwt\",\"msg\":\"invalid JWT\"} | 403 | bad_jwt | invalid JWT",
                "400 | {\"error\":\"invalid_grant\",\"error_description\":\"No\"} | 400 | invalid_grant | No",
                "400 | {\"statusCode\":\"404\",\"error\":\"Bucket not found\",\"message\":\"Bucket not found\",\"code\":\"NoSuchBucket\"} | 404 | NoSuchBucket | Bucket not found",
                "400 | {\"statusCode\":\"409\",\"error\":\"Duplicate\",\"message\":\"The resource already exists\"} | 409 | Duplicate | The resource already exists",
                "400 | {\"statusCode\":\"403\",\"error\":\"Unauthorized\",\"message\":\"\\\"exp\\\" claim timestamp check failed\",\"code\":\"AccessDenied\"} | 403 | AccessDenied | \"exp\" claim timestamp check failed",
                "400 | {\"statusCode\":\"403\",\"error\":\"Unauthorized\",\"message\":\"new row violates row-level security policy\",\"code\":\"AccessDenied\"} | 403 | AccessDenied | new row violates row-level security policy",
                "404 | {\"message\":\"Route GET:/nope not found\",\"error\":\"Not Found\",\"statusCode\":404} | 404 | not_found | Route GET:/nope not found",
                "403 | <?xml version=\"1.0\"?><Error><Resource/><Code>AccessDenied</Code><Message>No</Message></Error> | 403 | AccessDenied | No",
                "500 | Internal Server Error | 500 | server_error | Internal Server Error",
                "400 | Invalid JSON | 400 | invalid_request | Invalid JSON",
                "413 | Body exceeded 1mb limit | 413 | payload_too_large | Body exceeded 1mb limit",
                "404 | Server action not found. | 404 | not_found | Server action not found.",
                "400 | {\"error\":{\"message\":\"{}\"}} | 400 | upstream_unavailable | the server behind the proxy is unavailable",
                "400 | {\"message\":\"{\\\"url\\\":\\\"http://inside:1/x\\\"}\"} | 400 | upstream_unavailable | the server behind the proxy is unavailable",
                "540 | ~~ | 540 | project_paused | Project Paused",
                "418 | ~~ | 418 | http_418 | HTTP 418",
            })
    void parses(int status, String body, int effective, String code, String message) {
        ServerFailure failure = parse(status, body, HttpHeaders.empty());

        assertThat(failure.status()).isEqualTo(effective);
        assertThat(failure.httpStatus()).isEqualTo(status);
        assertThat(failure.code().value()).isEqualTo(code);
        assertThat(failure.message()).isEqualTo(message);
    }

    @Test
    void aBodyThatIsCutShortStillTellsWhatCame() {
        ServerFailure failure = parse(
                500,
                "Internal Server Error",
                HttpHeaders.of("Content-Type", "application/json", "Content-Length", "26"));

        assertThat(failure.message()).isEqualTo("Internal Server Error");
        assertThat(parse(500, "{\"error\":{\"mess", HttpHeaders.empty()).message())
                .isEqualTo("{\"error\":{\"mess");
    }

    @Test
    void aWebPageIsQuotedInPart() {
        String page = "<!DOCTYPE html><html>" + "x".repeat(1000);

        ServerFailure failure = parse(502, page, HttpHeaders.of("Content-Type", "text/html"));

        assertThat(failure.message()).startsWith("Bad Gateway: <!DOCTYPE html>").hasSizeLessThan(230);
        assertThat(failure.structured()).isFalse();
    }

    @Test
    void theCodeMayStandInAHeader() {
        HttpHeaders headers = HttpHeaders.of("x-sb-error-code", "over_request_rate_limit");

        assertThat(parse(429, "{\"message\":\"slow\"}", headers).code().value()).isEqualTo("over_request_rate_limit");
        assertThat(parse(429, "", headers).code().value()).isEqualTo("over_request_rate_limit");
    }

    @Test
    void theServersNameOfTheRequestIsKept() {
        assertThat(parse(500, "{}", HttpHeaders.of("sb-request-id", "r1")).requestId())
                .contains("r1");
        assertThat(parse(500, "{\"code\":500,\"error_id\":\"e1\",\"msg\":\"x\"}", HttpHeaders.empty())
                        .requestId())
                .contains("e1");
    }

    @Test
    void whatAPasswordLacksIsKept() {
        String body = "{\"code\":\"weak_password\",\"message\":\"Weak\",\"weak_password\":{\"reasons\":[\"length\"]}}";

        assertThat(parse(422, body, HttpHeaders.empty()).reasons()).containsExactly("length");
        assertThat(parse(422, "{\"message\":\"x\"}", HttpHeaders.empty()).reasons())
                .isEmpty();
    }

    @Test
    void aTokenInAMessageIsNotRepeated() {
        ServerFailure failure = parse(
                403, "{\"message\":\"bad token eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiJ4In0.c2ln here\"}", HttpHeaders.empty());

        assertThat(failure.message()).isEqualTo("bad token *** here");
    }

    @Test
    void aWaitIsReadInSecondsAndAsADate() {
        assertThat(parse(503, "", HttpHeaders.of("Retry-After", "12")).retryAfter())
                .contains(Duration.ofSeconds(12));
        assertThat(parse(503, "", HttpHeaders.of("Retry-After", "Sun, 22 Nov 2026 10:00:30 GMT"))
                        .retryAfter())
                .contains(Duration.ofSeconds(30));
        assertThat(parse(503, "", HttpHeaders.of("Retry-After", "Sun, 22 Nov 2026 09:00:30 GMT"))
                        .retryAfter())
                .contains(Duration.ZERO);
        assertThat(parse(503, "", HttpHeaders.of("Retry-After", "soon")).retryAfter())
                .isEmpty();
    }

    private static ServerFailure parse(int status, String body, HttpHeaders headers) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        return ErrorResponseParser.parse(HttpResponse.of(status, headers, InputStream.nullInputStream()), bytes, NOW);
    }
}
