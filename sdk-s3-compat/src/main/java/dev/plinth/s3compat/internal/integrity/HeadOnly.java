package dev.plinth.s3compat.internal.integrity;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.SSLParameters;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.SSLSocketFactory;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.http.SdkHttpFullResponse;
import software.amazon.awssdk.http.SdkHttpRequest;
import software.amazon.awssdk.services.s3.model.S3Exception;

/**
 * Sends the head of an upload without its body, and reads the response. A server that accepts the body sends nothing,
 * or 100 (Continue). A server that refuses it because of its size, key or bucket responds immediately. Nothing is
 * stored, because the declared body is never sent.
 */
final class HeadOnly {

    private static final int TIMEOUT_MS = 1000;
    private static final int MAX_RESPONSE_SIZE = 16 << 10;
    private static final int MAX_TEXT_LENGTH = 500;
    private static final Pattern STATUS = Pattern.compile("(?s)HTTP/1\\.1 (\\d{3}).*?\\r\\n\\r\\n");
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");
    private static final Set<String> REPLACED_HEADERS = Set.of("expect", "connection");
    private static final int CLIENT_ERROR = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private HeadOnly() {}

    /** Returns the server's response if it refuses the upload permanently. */
    static Optional<S3Exception> refusal(SdkHttpRequest request) {
        try (Socket socket = connect(request)) {
            socket.setSoTimeout(TIMEOUT_MS);
            socket.getOutputStream().write(head(request).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return refusal(read(socket.getInputStream()));
        } catch (IOException e) {
            // The caller throws the original failure.
            return Optional.empty();
        }
    }

    private static Socket connect(SdkHttpRequest request) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(request.host(), request.port()), TIMEOUT_MS);
        if (request.protocol().equals("http")) {
            return plain;
        }
        plain.setSoTimeout(TIMEOUT_MS);
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, request.host(), request.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static String head(SdkHttpRequest request) {
        StringBuilder head = new StringBuilder("PUT " + target(request) + " HTTP/1.1\r\n");
        boolean hasHost = request.firstMatchingHeader("Host").isPresent();
        if (!hasHost) {
            head.append("Host: ").append(request.getUri().getRawAuthority()).append("\r\n");
        }
        request.forEachHeader((name, values) -> {
            if (!REPLACED_HEADERS.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(
                        value -> head.append(name).append(": ").append(value).append("\r\n"));
            }
        });
        return head.append("Expect: 100-continue\r\nConnection: close\r\n\r\n").toString();
    }

    private static String target(SdkHttpRequest request) {
        String query = request.getUri().getRawQuery();
        return request.encodedPath() + (query == null ? "" : "?" + query);
    }

    /** Reads until the server closes the socket or waits for the body. */
    private static String read(InputStream in) throws IOException {
        ByteArrayOutputStream text = new ByteArrayOutputStream();
        byte[] buffer = new byte[1024];
        try {
            for (int count = in.read(buffer); count >= 0 && text.size() < MAX_RESPONSE_SIZE; count = in.read(buffer)) {
                text.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The server waits for the body or reset the socket; what was read before counts.
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Parses the final response, after any interim ones. */
    private static Optional<S3Exception> refusal(String responses) {
        Matcher response = STATUS.matcher(responses);
        int from = 0;
        while (response.region(from, responses.length()).lookingAt()) {
            int status = Integer.parseInt(response.group(1));
            from = response.end();
            if (status >= CLIENT_ERROR) {
                boolean permanent = status < SERVER_ERROR && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
                return permanent ? Optional.of(exception(status, responses.substring(from))) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static S3Exception exception(int status, String body) {
        String message = find(MESSAGE, body);
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(find(CODE, body))
                .errorMessage(message == null ? "the server refused the upload before all of it was sent" : message)
                .sdkHttpResponse(
                        SdkHttpFullResponse.builder().statusCode(status).build())
                .build();
        return (S3Exception) S3Exception.builder()
                .statusCode(status)
                .awsErrorDetails(details)
                .message(details.errorMessage())
                .build();
    }

    private static @Nullable String find(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        if (!matcher.find()) {
            return null;
        }
        String text = matcher.group(1).replaceAll("\\p{Cntrl}", " ");
        return text.length() > MAX_TEXT_LENGTH ? text.substring(0, MAX_TEXT_LENGTH) + "…" : text;
    }
}
