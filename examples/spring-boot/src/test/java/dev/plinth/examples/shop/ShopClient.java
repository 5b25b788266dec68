package dev.plinth.examples.shop;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Map;
import java.util.function.Supplier;
import org.springframework.boot.json.JsonParserFactory;

/** A browser's requests to the shop. */
final class ShopClient {
    private static final String BOUNDARY = "----shop";
    private static final String TITLE =
            "--" + BOUNDARY + part("Content-Disposition: form-data; name=\"title\"") + "me\r\n";
    private static final String FILE =
            part("Content-Disposition: form-data; name=\"file\"; filename=\"me.png\"", "Content-Type: image/png");

    private final HttpClient http = HttpClient.newHttpClient();
    private final String url;

    ShopClient(int port) {
        this.url = "http://localhost:" + port;
    }

    private static String part(String... headers) {
        return "\r\n" + String.join("\r\n", headers) + "\r\n\r\n";
    }

    /** Returns the access token of a new user. */
    String signUp(String email) throws IOException, InterruptedException {
        json("/sign-up", email);
        return signIn(email);
    }

    String signIn(String email) throws IOException, InterruptedException {
        return fields(json("/sign-in", email)).get("accessToken").toString();
    }

    HttpResponse<String> json(String path, String email) throws IOException, InterruptedException {
        return http.send(
                request(path)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"email\":\"" + email + "\",\"password\":\"correct horse\"}"))
                        .build(),
                BodyHandlers.ofString());
    }

    HttpResponse<String> get(String path, String token) throws IOException, InterruptedException {
        return http.send(
                request(path).header("Authorization", "Bearer " + token).build(), BodyHandlers.ofString());
    }

    HttpResponse<byte[]> download(Object address) throws IOException, InterruptedException {
        return http.send(HttpRequest.newBuilder(URI.create(address.toString())).build(), BodyHandlers.ofByteArray());
    }

    HttpResponse<String> upload(String token, Supplier<InputStream> file) throws IOException, InterruptedException {
        return post(
                token,
                BodyPublishers.concat(
                        BodyPublishers.ofString(TITLE + "--" + BOUNDARY + FILE),
                        BodyPublishers.ofInputStream(file),
                        BodyPublishers.ofString("\r\n--" + BOUNDARY + "--\r\n")));
    }

    HttpResponse<String> uploadNothing(String token) throws IOException, InterruptedException {
        return post(token, BodyPublishers.ofString(TITLE + "--" + BOUNDARY + "--\r\n"));
    }

    private HttpResponse<String> post(String token, BodyPublisher form) throws IOException, InterruptedException {
        return http.send(
                request("/avatar")
                        .header("Authorization", "Bearer " + token)
                        .header("Content-Type", "multipart/form-data; boundary=" + BOUNDARY)
                        .POST(form)
                        .build(),
                BodyHandlers.ofString());
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create(url + path));
    }

    static Map<String, Object> fields(HttpResponse<String> response) {
        return JsonParserFactory.getJsonParser().parseMap(response.body());
    }
}
