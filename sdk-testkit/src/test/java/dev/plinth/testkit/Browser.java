package dev.plinth.testkit;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.WebSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A headless Chromium with one page, driven by its own debugging protocol. */
final class Browser implements AutoCloseable {
    private static final ObjectMapper JSON = new ObjectMapper();
    private static final int PATIENCE_SECONDS = 120;

    private final Process process;
    private final WebSocket socket;
    private final LinkedBlockingQueue<JsonNode> answers;
    private int id;

    private Browser(Process process, WebSocket socket, LinkedBlockingQueue<JsonNode> answers) {
        this.process = process;
        this.socket = socket;
        this.answers = answers;
    }

    /** The program, when it is installed. */
    static Optional<Path> program() {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .flatMap(folder -> Stream.of("chromium", "chromium-browser", "google-chrome")
                        .map(name -> Path.of(folder, name)))
                .filter(Files::isExecutable)
                .findFirst();
    }

    static Browser start(Path program, Path profile) throws Exception {
        Process process = new ProcessBuilder(List.of(
                        program.toString(),
                        "--headless=new",
                        "--no-sandbox",
                        "--disable-gpu",
                        "--disable-dev-shm-usage",
                        "--no-first-run",
                        "--hide-scrollbars",
                        "--remote-debugging-port=0",
                        "--user-data-dir=" + profile,
                        "about:blank"))
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        String root = debugger(process);
        HttpClient client = HttpClient.newHttpClient();
        String targets = client.send(
                        HttpRequest.newBuilder(URI.create(root + "/json")).build(),
                        HttpResponse.BodyHandlers.ofString())
                .body();
        JsonNode page = null;
        for (JsonNode target : JSON.readTree(targets)) {
            page = target.path("type").asText().equals("page") ? target : page;
        }
        LinkedBlockingQueue<JsonNode> answers = new LinkedBlockingQueue<>();
        WebSocket socket = client.newWebSocketBuilder()
                .buildAsync(URI.create(page.path("webSocketDebuggerUrl").asText()), new Listener(answers))
                .get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        return new Browser(process, socket, answers);
    }

    /** Opens a page of the platform and waits until it has drawn its state. */
    void open(String url) throws Exception {
        command("Page.navigate", JSON.createObjectNode().put("url", url));
        await("document.body && document.body.dataset.ready === 'true'");
    }

    void size(int width, int height, boolean phone) throws Exception {
        command(
                "Emulation.setDeviceMetricsOverride",
                JSON.createObjectNode()
                        .put("width", width)
                        .put("height", height)
                        .put("deviceScaleFactor", 1)
                        .put("mobile", phone));
    }

    void scheme(String scheme) throws Exception {
        ObjectNode media = JSON.createObjectNode();
        media.putArray("features")
                .addObject()
                .put("name", "prefers-color-scheme")
                .put("value", scheme);
        command("Emulation.setEmulatedMedia", media);
    }

    /** The value of an expression on the page; a promise is waited for. */
    JsonNode value(String expression) throws Exception {
        JsonNode result = command(
                "Runtime.evaluate",
                JSON.createObjectNode()
                        .put("expression", expression)
                        .put("awaitPromise", true)
                        .put("userGesture", true)
                        .put("returnByValue", true));
        if (result.has("exceptionDetails")) {
            throw new AssertionError(expression + ": " + result.path("exceptionDetails"));
        }
        return result.path("result").path("value");
    }

    /** Waits in the page until an expression is true. */
    void await(String expression) throws Exception {
        value("new Promise((done, fail) => { const begin = Date.now(); const look = () => (" + expression
                + ") ? done(true) : Date.now() - begin > 30000 ? fail(new Error('not true in time')) :"
                + " setTimeout(look, 20); look(); })");
    }

    byte[] screenshot() throws Exception {
        JsonNode result =
                command("Page.captureScreenshot", JSON.createObjectNode().put("format", "png"));
        return Base64.getDecoder().decode(result.path("data").asText());
    }

    @Override
    public void close() {
        socket.abort();
        process.descendants().forEach(ProcessHandle::destroyForcibly);
        process.destroyForcibly().onExit().join();
    }

    private JsonNode command(String method, ObjectNode params) throws Exception {
        int sent = ++id;
        ObjectNode message = JSON.createObjectNode().put("id", sent).put("method", method);
        message.set("params", params);
        socket.sendText(JSON.writeValueAsString(message), true).get(PATIENCE_SECONDS, TimeUnit.SECONDS);
        while (true) {
            JsonNode answer = answers.poll(PATIENCE_SECONDS, TimeUnit.SECONDS);
            if (answer == null) {
                throw new AssertionError("the browser does not answer " + method);
            }
            if (answer.path("id").asInt() == sent) {
                if (answer.has("error")) {
                    throw new AssertionError(method + ": " + answer.path("error"));
                }
                return answer.path("result");
            }
        }
    }

    private static String debugger(Process process) throws IOException {
        BufferedReader errors =
                new BufferedReader(new InputStreamReader(process.getErrorStream(), StandardCharsets.UTF_8));
        for (String line = errors.readLine(); line != null; line = errors.readLine()) {
            if (line.startsWith("DevTools listening on ws://")) {
                Thread drain = new Thread(() -> errors.lines().forEach(ignored -> {}), "browser-errors");
                drain.setDaemon(true);
                drain.start();
                String authority = line.substring("DevTools listening on ws://".length());
                return "http://" + authority.substring(0, authority.indexOf('/'));
            }
        }
        throw new IOException("the browser did not start");
    }

    private static final class Listener implements WebSocket.Listener {
        private final LinkedBlockingQueue<JsonNode> answers;
        private final StringBuilder text = new StringBuilder();

        Listener(LinkedBlockingQueue<JsonNode> answers) {
            this.answers = answers;
        }

        @Override
        public CompletionStage<?> onText(WebSocket socket, CharSequence data, boolean last) {
            text.append(data);
            if (last) {
                try {
                    answers.add(JSON.readTree(text.toString()));
                } catch (IOException e) {
                    return CompletableFuture.failedFuture(e);
                }
                text.setLength(0);
            }
            socket.request(1);
            return null;
        }
    }
}
