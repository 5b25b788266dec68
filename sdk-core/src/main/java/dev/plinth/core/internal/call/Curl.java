package dev.plinth.core.internal.call;

import dev.plinth.core.Content;
import dev.plinth.core.http.HttpRequest;
import dev.plinth.core.internal.content.FileContent;
import dev.plinth.core.internal.content.JsonContent;
import dev.plinth.core.internal.content.MultipartContent;
import dev.plinth.core.internal.json.Json;
import dev.plinth.core.internal.text.SecretNames;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Set;

/** Formats a request as a {@code curl} command. Reads no file and no stream. */
public final class Curl {

    /** Headers that are omitted because they are not needed to run the command. */
    private static final Set<String> LEFT_OUT = Set.of("user-agent", "x-client-info", "x-request-id", "accept");

    private Curl() {}

    public static String command(HttpRequest request, Call<?> call, boolean withSecrets) {
        StringBuilder out = new StringBuilder("curl");
        if (request.method().equals("HEAD")) {
            out.append(" --head");
        } else if (!request.method().equals("GET")) {
            out.append(" -X ").append(request.method());
        }
        String url = withSecrets ? request.url() : masked(request);
        out.append(' ').append(quoted(url));
        String credentialHeader = call.credentials().headerName();
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            boolean secret = SecretNames.isSecret(name) || name.equalsIgnoreCase(credentialHeader);
            if (!LEFT_OUT.contains(lower)) {
                out.append(" -H ").append(quoted(name + ": " + (secret && !withSecrets ? maskedHeader(value) : value)));
            }
        });
        request.body().ifPresent(body -> appendBody(out, body, withSecrets));
        return out.toString();
    }

    private static void appendBody(StringBuilder out, Content body, boolean withSecrets) {
        if (body instanceof MultipartContent form) {
            form.fields()
                    .forEach((name, value) ->
                            out.append(" -F ").append(quoted(name + "=" + (withSecrets ? value : shown(name, value)))));
            out.append(" -F ").append(quoted("file=@" + source(form.file()) + ";type=" + form.fileType()));
            return;
        }
        body.contentType().ifPresent(type -> out.append(" -H ").append(quoted("Content-Type: " + type)));
        if (body instanceof JsonContent json) {
            out.append(" --data ").append(quoted(withSecrets ? revealed(json) : json.masked()));
        } else {
            out.append(" --data-binary ").append(quoted("@" + source(body)));
        }
    }

    private static String shown(String name, String value) {
        return SecretNames.isSecret(name) ? "***" : Json.showText(value);
    }

    private static String source(Content body) {
        return body instanceof FileContent file ? file.file().toString() : "-";
    }

    private static String revealed(JsonContent json) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        try {
            json.writeTo(bytes);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static String masked(HttpRequest request) {
        String url = request.base().replaceAll("//[^/]*@", "//***@") + request.path();
        int query = url.indexOf('?');
        if (query < 0) {
            return url;
        }
        StringBuilder out = new StringBuilder(url.substring(0, query));
        char separator = '?';
        for (String parameter : url.substring(query + 1).split("&", -1)) {
            int equals = parameter.indexOf('=');
            boolean secret = equals > 0 && SecretNames.isSecret(parameter.substring(0, equals));
            out.append(separator).append(secret ? parameter.substring(0, equals + 1) + "***" : parameter);
            separator = '&';
        }
        return out.toString();
    }

    /** Keeps the scheme: it is not secret, and a missing scheme is a common mistake. */
    private static String maskedHeader(String value) {
        int space = value.indexOf(' ');
        return space > 0 ? value.substring(0, space) + " ***" : "***";
    }

    private static String quoted(String text) {
        return "'" + text.replace("'", "'\\''") + "'";
    }
}
