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
 * Sends the head of an upload without its body, and reads the response. A server that accepts the body sends
 * nothing, or 100 (Continue). One that refuses it for its size, its key or its bucket responds at once. Nothing is
 * stored: the body that was announced never arrives.
 */
final class HeadOnly {

    private static final int PATIENCE_MS = 1000;
    private static final int ENOUGH = 16 << 10;
    private static final int LONGEST_TEXT = 500;
    private static final Pattern STATUS = Pattern.compile("(?s)HTTP/1\\.1 (\\d{3}).*?\\r\\n\\r\\n");
    private static final Pattern CODE = Pattern.compile("<Code>([^<]*)</Code>");
    private static final Pattern MESSAGE = Pattern.compile("<Message>([^<]*)</Message>");
    private static final Set<String> SET_HERE = Set.of("expect", "connection");
    private static final int CLIENT_ERROR = 400;
    private static final int REQUEST_TIMEOUT = 408;
    private static final int TOO_MANY_REQUESTS = 429;
    private static final int SERVER_ERROR = 500;

    private HeadOnly() {}

    /** Returns the server's refusal of an upload, if it refuses that one for good. */
    static Optional<S3Exception> refusal(SdkHttpRequest request) {
        try (Socket socket = connect(request)) {
            socket.setSoTimeout(PATIENCE_MS);
            socket.getOutputStream().write(head(request).getBytes(StandardCharsets.UTF_8));
            socket.getOutputStream().flush();
            return refusal(read(socket.getInputStream()));
        } catch (IOException e) {
            // The caller gets the first failure.
            return Optional.empty();
        }
    }

    private static Socket connect(SdkHttpRequest request) throws IOException {
        Socket plain = new Socket();
        plain.connect(new InetSocketAddress(request.host(), request.port()), PATIENCE_MS);
        if (request.protocol().equals("http")) {
            return plain;
        }
        plain.setSoTimeout(PATIENCE_MS);
        SSLSocketFactory factory = (SSLSocketFactory) SSLSocketFactory.getDefault();
        SSLSocket socket = (SSLSocket) factory.createSocket(plain, request.host(), request.port(), true);
        SSLParameters parameters = socket.getSSLParameters();
        parameters.setEndpointIdentificationAlgorithm("HTTPS");
        socket.setSSLParameters(parameters);
        return socket;
    }

    private static String head(SdkHttpRequest request) {
        StringBuilder head = new StringBuilder("PUT " + target(request) + " HTTP/1.1\r\n");
        boolean host = request.firstMatchingHeader("Host").isPresent();
        if (!host) {
            head.append("Host: ").append(request.getUri().getRawAuthority()).append("\r\n");
        }
        request.forEachHeader((name, values) -> {
            if (!SET_HERE.contains(name.toLowerCase(Locale.ROOT))) {
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
            for (int count = in.read(buffer); count >= 0 && text.size() < ENOUGH; count = in.read(buffer)) {
                text.write(buffer, 0, count);
            }
        } catch (IOException e) {
            // The server waits for the body or reset the socket; what was read before counts.
        }
        return text.toString(StandardCharsets.UTF_8);
    }

    /** Skips interim responses. */
    private static Optional<S3Exception> refusal(String said) {
        Matcher response = STATUS.matcher(said);
        int from = 0;
        while (response.region(from, said.length()).lookingAt()) {
            int status = Integer.parseInt(response.group(1));
            from = response.end();
            if (status >= CLIENT_ERROR) {
                boolean forGood = status < SERVER_ERROR && status != REQUEST_TIMEOUT && status != TOO_MANY_REQUESTS;
                return forGood ? Optional.of(exception(status, said.substring(from))) : Optional.empty();
            }
        }
        return Optional.empty();
    }

    private static S3Exception exception(int status, String body) {
        String message = found(MESSAGE, body);
        AwsErrorDetails details = AwsErrorDetails.builder()
                .serviceName("S3")
                .errorCode(found(CODE, body))
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

    private static @Nullable String found(Pattern pattern, String body) {
        Matcher matcher = pattern.matcher(body);
        if (!matcher.find()) {
            return null;
        }
        String text = matcher.group(1).replaceAll("\\p{Cntrl}", " ");
        return text.length() > LONGEST_TEXT ? text.substring(0, LONGEST_TEXT) + "…" : text;
    }
}
