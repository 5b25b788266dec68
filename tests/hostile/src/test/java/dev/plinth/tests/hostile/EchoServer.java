package dev.plinth.tests.hostile;

import java.util.List;
import mockwebserver3.Dispatcher;
import mockwebserver3.MockResponse;
import mockwebserver3.MockWebServer;
import mockwebserver3.RecordedRequest;

/** A server that repeats what it gets, in one of several places. */
final class EchoServer extends Dispatcher {

    /** Where the request is repeated. */
    enum Place {
        /** In the fields of an error of the Auth server. */
        AUTH_ERROR,
        /** In the fields of an error of the Storage server. */
        STORAGE_ERROR,
        /** In a page. */
        HTML,
        /** In a text, at the place where an excerpt ends. */
        LONG_TEXT,
        /** In an error of S3. */
        XML,
        /** In the status line. */
        STATUS_LINE,
        /** In a status line that is none. */
        NO_STATUS_LINE,
        /** In a length that is none. */
        CONTENT_LENGTH,
        /** In the address of a redirect. */
        REDIRECT,
        /** In an address that is none. */
        BAD_REDIRECT,
        /** In good JSON of a wrong shape. */
        WRONG_SHAPE,
        /** In a good answer's fields of other types. */
        WRONG_TYPES,
        /** In text that is not JSON, said to be. */
        NOT_JSON,
        /** In a header's line that has no colon. */
        BAD_HEADER
    }

    private final Place place;

    EchoServer(Place place) {
        this.place = place;
    }

    static MockWebServer start(Dispatcher dispatcher) throws java.io.IOException {
        MockWebServer server = new MockWebServer();
        server.setDispatcher(dispatcher);
        server.start();
        return server;
    }

    @Override
    public MockResponse dispatch(RecordedRequest request) {
        String raw = raw(request);
        String line = raw.replaceAll("[^ -~]", " ");
        MockResponse.Builder answer = new MockResponse.Builder()
                .code(400)
                // On a kept connection the body would wait 40 ms for the acknowledgement of the head.
                .addHeader("Connection", "close")
                .addHeader("sb-request-id", line)
                .addHeader("x-request-id", line)
                .addHeader("x-amz-request-id", line)
                .addHeader("x-sb-error-code", line);
        switch (place) {
            case AUTH_ERROR ->
                json(answer, "{\"error_code\":@,\"msg\":@,\"error_id\":@,\"weak_password\":{\"reasons\":[@]}}", raw);
            case STORAGE_ERROR -> json(answer, "{\"statusCode\":\"403\",\"error\":@,\"code\":@,\"message\":@}", raw);
            case HTML -> answer.code(502).setHeader("Content-Type", "text/html").body("<html>" + raw);
            case LONG_TEXT -> answer.body(".".repeat(200 - cut(raw)) + raw);
            case XML ->
                answer.setHeader("Content-Type", "application/xml")
                        .body("<Error><Code>" + raw + "</Code><Message>" + raw + "</Message></Error>");
            case STATUS_LINE -> answer.status("HTTP/1.1 400 " + line);
            case NO_STATUS_LINE -> answer.status("HTTP/1.1 " + line);
            case CONTENT_LENGTH -> answer.body("x").setHeader("Content-Length", line);
            case REDIRECT ->
                answer.code(307).setHeader("Location", "https://u:" + Marks.WORD + "@evil.example/?" + line);
            case BAD_REDIRECT -> answer.code(307).setHeader("Location", "http://[" + line);
            case WRONG_SHAPE -> json(answer.code(200), "[[@]]", raw);
            case WRONG_TYPES ->
                json(
                        answer.code(200),
                        "{\"id\":[@],\"name\":{\"x\":@},\"user\":@,\"access_token\":[@],\"created_at\":@}",
                        raw);
            case NOT_JSON ->
                answer.code(200).setHeader("Content-Type", "application/json").body("{\"id\":" + raw);
            default ->
                answer.addHeaderLenient("x", line)
                        .setHeader("Content-Type", line)
                        .code(200)
                        .body(raw);
        }
        return answer.build();
    }

    /** Lets the end of an excerpt of 200 characters fall into the first secret. */
    private static int cut(String raw) {
        int at = raw.indexOf(Marks.WORD);
        return at < 0 || at > 180 ? 0 : at + Marks.WORD.length() + 3;
    }

    private static void json(MockResponse.Builder answer, String template, String raw) {
        answer.setHeader("Content-Type", "application/json").body(template.replace("@", Json.quoted(raw)));
    }

    /** Returns what is repeated: first what is secret, so that no bound cuts it off. */
    private static String raw(RecordedRequest request) {
        String body = request.getBody() == null ? "" : request.getBody().utf8();
        StringBuilder raw = new StringBuilder();
        for (String name : List.of("Authorization", "apikey", "x-auth-token", "x-my-secret", "x-amz-security-token")) {
            String value = request.getHeaders().get(name);
            if (value != null) {
                raw.append(' ').append(value);
            }
        }
        String target = String.valueOf(request.getTarget());
        raw.insert(0, body.length() < 1000 ? Json.plain(body) + " " + body : "");
        return raw + " " + target + " " + decoded(target);
    }

    private static String decoded(String target) {
        try {
            return java.net.URLDecoder.decode(target, java.nio.charset.StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            return "";
        }
    }
}
