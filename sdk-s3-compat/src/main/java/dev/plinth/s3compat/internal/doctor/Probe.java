package dev.plinth.s3compat.internal.doctor;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4FamilyHttpSigner;
import software.amazon.awssdk.http.auth.aws.signer.AwsV4HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.HttpSigner;
import software.amazon.awssdk.http.auth.spi.signer.SignedRequest;

/** Sends requests without the AWS SDK, so that the signed URL may differ from the requested one. */
final class Probe {

    private static final Duration TIMEOUT = Duration.ofSeconds(10);
    private static final int MAX_BODY_SIZE = 16 << 10;
    private static final Set<String> CONTROLLED_HEADERS = Set.of("host", "content-length", "connection", "expect");

    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(TIMEOUT)
            .build();
    private final Clock checkClock;

    Probe(Clock checkClock) {
        this.checkClock = checkClock;
    }

    /**
     * The signed request: a list of all buckets. Its host and path may differ from those of the request.
     *
     * @param url scheme, host, port and path
     * @param region the region
     */
    record SignedRequestTarget(URI url, String region) {}

    /** Sends a request without a signature. */
    ProbeResponse send(URI url) throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url), Map.of());
    }

    /** Requests a list of all buckets. */
    ProbeResponse send(URI url, SignedRequestTarget signed, AwsCredentials credentials)
            throws IOException, InterruptedException {
        return send(HttpRequest.newBuilder(url), headers(signed, credentials));
    }

    private Map<String, List<String>> headers(SignedRequestTarget signed, AwsCredentials credentials) {
        SdkHttpRequest request = SdkHttpRequest.builder()
                .method(SdkHttpMethod.GET)
                .uri(signed.url())
                .build();
        SignedRequest result = AwsV4HttpSigner.create()
                .sign(r -> r.identity(credentials)
                        .request(request)
                        .putProperty(HttpSigner.SIGNING_CLOCK, checkClock)
                        .putProperty(AwsV4FamilyHttpSigner.SERVICE_SIGNING_NAME, "s3")
                        .putProperty(AwsV4HttpSigner.REGION_NAME, signed.region())
                        .putProperty(AwsV4FamilyHttpSigner.DOUBLE_URL_ENCODE, false)
                        .putProperty(AwsV4FamilyHttpSigner.NORMALIZE_PATH, false));
        return result.request().headers();
    }

    private ProbeResponse send(HttpRequest.Builder request, Map<String, List<String>> headers)
            throws IOException, InterruptedException {
        headers.forEach((name, values) -> {
            if (!CONTROLLED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        HttpResponse<InputStream> response =
                http.send(request.timeout(TIMEOUT).build(), HttpResponse.BodyHandlers.ofInputStream());
        try (InputStream body = response.body()) {
            return new ProbeResponse(
                    response.statusCode(),
                    response.headers().firstValue("Content-Type").orElse(""),
                    new String(body.readNBytes(MAX_BODY_SIZE), StandardCharsets.UTF_8),
                    response.headers().firstValue("Date").flatMap(Probe::date));
        }
    }

    private static Optional<Instant> date(String text) {
        try {
            return Optional.of(ZonedDateTime.parse(text, DateTimeFormatter.RFC_1123_DATE_TIME)
                    .toInstant());
        } catch (DateTimeException e) {
            return Optional.empty();
        }
    }
}
